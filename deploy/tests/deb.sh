#!/usr/bin/env bash
# Builds the .deb, and in a clean Debian installs it, works a practice day as the package's user, upgrades, removes, purges,
# and installs it again. For root on Debian. The units are verified and scored, and where systemd-nspawn can boot that
# Debian, started too.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DEBIAN_FRONTEND=noninteractive
fail() { echo "deb.sh: $*" >&2; exit 1; }

for tool in debootstrap systemd-nspawn; do
    command -v "$tool" >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring systemd-container; break; }
done
cargo deb --version >/dev/null 2>&1 || cargo install cargo-deb --locked --debug
test -x dist/qoo10-bridge || deploy/build.sh

work="$(mktemp -d)"
root="$work/root"
machine="qoo10-bridge-$$"
finish() {
    rm -rf --one-file-system "$work"
}
trap finish EXIT
# deploy/build.sh empties dist/: a package that lies there is of this binary.
ls dist/*.deb >/dev/null 2>&1 || cargo deb -q --fast --no-build --no-strip --output dist/
cargo deb -q --fast --no-build --no-strip --deb-version 0.0.1 --output "$work/older.deb"
cp dist/*.deb "$work/package.deb"
dpkg-deb --field "$work/package.deb" Package Version Architecture Depends Installed-Size

debootstrap --variant=minbase --include=adduser,systemd,systemd-sysv,dbus bookworm "$root" >"$work/debootstrap.log" \
    || { tail "$work/debootstrap.log"; fail "no Debian to install into"; }
cp "$work"/*.deb "$root/root/"
here() { chroot "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/usr/sbin:/bin LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { here setpriv --reuid qoo10-bridge --regid qoo10-bridge --init-groups "$@"; }
shop() { as_user qoo10-bridge --config /etc/qoo10-bridge/shop.toml "$@"; }
mode_of() { here stat -c '%a %U:%G' "$1"; }
expect_mode() { [ "$(mode_of "$1")" = "$2" ] || fail "$1 is $(mode_of "$1"), not $2"; }
expect_exit() {
    local wanted="$1" got=0
    shift
    "$@" >"$work/said" 2>&1 || got=$?
    cat "$work/said"
    [ "$got" -eq "$wanted" ] || fail "$* ended with $got, not $wanted"
}
# Everything of the shop's: what no upgrade, removal or purge may touch.
fingerprint() { (cd "$root" && find etc/qoo10-bridge var/lib/qoo10-bridge -type f -printf '%p %m %u ' -exec sha256sum {} \; | sort); }

echo "== install the older version"
here dpkg -i /root/older.deb
expect_mode /etc/qoo10-bridge "750 qoo10-bridge:qoo10-bridge"
expect_mode /var/lib/qoo10-bridge "750 qoo10-bridge:qoo10-bridge"
expect_mode /usr/bin/qoo10-bridge "755 root:root"
here getent passwd qoo10-bridge | grep -q ':/usr/sbin/nologin$' || fail "the user has a shell"
for file in share/man/man1/qoo10-bridge.1.gz share/man/man1/qoo10-bridge-import.1.gz share/bash-completion/completions/qoo10-bridge \
    share/zsh/vendor-completions/_qoo10-bridge share/fish/vendor_completions.d/qoo10-bridge.fish \
    share/doc/qoo10-bridge/examples/example.toml share/doc/qoo10-bridge/docs/operations.md share/doc/qoo10-bridge/copyright; do
    here test -s "/usr/$file" || fail "/usr/$file is missing"
done

echo "== the units"
for unit in qoo10-bridge@shop qoo10-bridge-daily@shop qoo10-bridge-fleet; do
    for kind in service timer; do
        here systemd-analyze verify --man=no "$unit.$kind" 2>"$work/said" || { cat "$work/said"; fail "$unit.$kind"; }
        ! grep -q qoo10 "$work/said" || { cat "$work/said"; fail "$unit.$kind"; }
    done
    here systemd-analyze security --offline=yes --threshold=30 --no-pager "$unit.service" >"$work/said" \
        || { cat "$work/said"; fail "$unit.service is exposed more than 3.0"; }
    tail -1 "$work/said"
done

echo "== a practice day as the package's user"
here install -o qoo10-bridge -g qoo10-bridge -m 0640 /usr/share/doc/qoo10-bridge/examples/example.toml /etc/qoo10-bridge/shop.toml
here sed -i 's#^path = .*#path = "/var/lib/qoo10-bridge/shop.db"#' /etc/qoo10-bridge/shop.toml
expect_exit 3 shop import
shop sandbox set-seller-code Tシャツ-01 TS-002
expect_exit 0 shop import
expect_exit 0 shop sync-status
expect_exit 0 shop listings pull
expect_exit 0 shop stock set CUP-01 40
shop sandbox pay 412345680
shop sandbox new-order --item CUP-01 --qty 2
expect_exit 0 shop cycle
expect_exit 0 shop orders ship 412345679 --carrier 佐川急便 --tracking 400012345670
expect_exit 0 shop push-shipments
expect_exit 0 shop cycle
[ "$(shop sandbox writes | grep -c '400012345670')" -eq 1 ] || fail "the parcel's number did not reach the practice Qoo10 once"
expect_exit 0 shop status
expect_exit 0 shop backup /var/lib/qoo10-bridge/shop-backup.db
expect_mode /var/lib/qoo10-bridge/shop.db "600 qoo10-bridge:qoo10-bridge"
if here setpriv --reuid nobody --regid nogroup --clear-groups cat /etc/qoo10-bridge/shop.toml 2>/dev/null; then
    fail "another user reads the configuration"
fi
if as_user sh -c 'echo >/usr/bin/qoo10-bridge' 2>/dev/null; then
    fail "the user may write the program"
fi
before="$(fingerprint)"

echo "== upgrade"
here dpkg -i /root/package.deb
[ "$(fingerprint)" = "$before" ] || fail "the upgrade touched a shop's files"
here qoo10-bridge --version
expect_exit 0 shop cycle

echo "== under systemd"
install -m 755 deploy/tests/under-systemd.sh "$root/root/"
cat >"$root/etc/systemd/system/under-systemd.service" <<'UNIT'
[Service]
Type=oneshot
ExecStart=/root/under-systemd.sh
UNIT
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -sf ../under-systemd.service "$root/etc/systemd/system/multi-user.target.wants/"
timeout 300 systemd-nspawn --quiet --directory="$root" --machine="$machine" --register=no --keep-unit --private-network --boot \
    >"$work/boot.log" 2>&1 </dev/null || true
if [ -e "$root/root/under-systemd.log" ]; then
    cat "$root/root/under-systemd.log"
    grep -q "all is well" "$root/root/under-systemd.log" || fail "the units do not work under systemd"
else
    echo "no systemd can be booted in a container here: the units were verified and scored, and not started"
fi

before="$(fingerprint)"
echo "== remove, purge, install again"
here dpkg --remove qoo10-bridge
[ "$(fingerprint)" = "$before" ] || fail "the removal touched a shop's files"
here dpkg --purge qoo10-bridge >"$work/said" 2>&1
cat "$work/said"
grep -q "/var/lib/qoo10-bridge is kept" "$work/said" || fail "purge does not say that files are kept"
[ "$(fingerprint)" = "$before" ] || fail "purge touched a shop's files"
[ -z "$(cd "$root" && find usr/bin usr/lib/systemd etc/systemd -name '*qoo10-bridge*')" ] || fail "purge left something of the package"
here dpkg -i /root/package.deb
# The cart that needs a person is still there.
expect_exit 3 shop cycle
echo "deb.sh: all is well: $(cd dist && ls ./*.deb)"

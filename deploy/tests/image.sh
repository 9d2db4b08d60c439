#!/usr/bin/env bash
# Builds the image, and runs it as a cluster would: user 10001, read-only root, no capability, no network but loopback. A cycle,
# exit codes, a kill in the middle, and a restore from a replica. For root on Debian; no registry is asked.
set -euo pipefail
cd "$(dirname "$0")/../.."
fail() { echo "image.sh: $*" >&2; exit 1; }
max_bytes=$((25 * 1024 * 1024))

for tool in buildah runc busybox; do
    command -v "$tool" >/dev/null && continue
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends buildah runc busybox-static
    break
done
test -x dist/qoo10-bridge || deploy/build.sh
if readelf -l dist/qoo10-bridge | grep INTERP >/dev/null; then
    echo "the binary is not static here (no musl target): no image was made"
    exit 0
fi

work="$(mktemp -d)"
finish() {
    for id in $(runc --root "$work/runc" list -q 2>/dev/null); do runc --root "$work/runc" delete --force "$id" || true; done
    rm -rf --one-file-system "$work"
}
trap finish EXIT
store() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }

echo "== build"
# dist/ is there, so the build stage needs no more than a shell.
stage="$(store from scratch)"
mkdir -p "$work/stage/bin"
cp "$(command -v busybox)" "$work/stage/bin/busybox"
for applet in sh test mkdir cp chown chmod; do ln -s busybox "$work/stage/bin/$applet"; done
store copy -q "$stage" "$work/stage" / >/dev/null
store commit -q "$stage" localhost/shell >/dev/null
store bud -q --isolation chroot --pull-never --ignorefile .containerignore --build-arg BUILD_IMAGE=localhost/shell \
    --tag localhost/qoo10-bridge --file Containerfile . >/dev/null
image="$(store from --pull-never localhost/qoo10-bridge)"
config() { store inspect --type image --format "$1" localhost/qoo10-bridge; }
[ "$(config '{{.OCIv1.Config.User}}')" = 10001:10001 ] || fail "the image's user is $(config '{{.OCIv1.Config.User}}')"
[ "$(config '{{.OCIv1.Config.Entrypoint}}')" = "[/usr/bin/qoo10-bridge]" ] || fail "another entry point"
mkdir -p "$work/bundle/rootfs"
cp -a "$(store mount "$image")/." "$work/bundle/rootfs/"
files="$(cd "$work/bundle/rootfs" && find . -type f | sort)"
echo "$files"
if echo "$files" | grep -E '/(sh|bash|busybox|dash)$'; then fail "there is a shell in the image"; fi
[ "$(find "$work/bundle/rootfs" -perm /6000 | wc -l)" -eq 0 ] || fail "a file with setuid or setgid"
bytes="$(du -sb "$work/bundle/rootfs" | cut -f1)"
echo "image: $bytes bytes, at most $max_bytes"
[ "$bytes" -le "$max_bytes" ] || fail "too large"
# cargo auditable's list of crates, as scanners of images read it.
objcopy --dump-section .dep-v0="$work/crates.z" "$work/bundle/rootfs/usr/bin/qoo10-bridge" /dev/null
python3 -c 'import json, sys, zlib
crates = {p["name"]: p["version"] for p in json.loads(zlib.decompress(open(sys.argv[1], "rb").read()))["packages"] if p.get("kind") != "build"}
print(f"bill of materials: {len(crates)} crates, rustls", crates["rustls"], "rusqlite", crates["rusqlite"])
assert "proptest" not in crates' "$work/crates.z"

echo "== run"
shop="$work/shop"
# The practice Qoo10 is a container of its own, with a volume of its own; the shop's share its network, which is loopback.
for volume in shop practice; do
    mkdir -p "$work/$volume/config"
    install -d -m 0700 -o 10001 -g 10001 "$work/$volume/state"
done
cat >"$work/practice/config/shop.toml" <<'TOML'
[shop]
name = "practice"
[qoo10]
endpoint = "sandbox"
[state]
path = "/var/lib/qoo10-bridge/qoo10.db"
TOML
cat >"$work/shop.toml" <<'TOML'
[shop]
name = "shop"
[qoo10]
endpoint = "http://127.0.0.1:8010/GMKT.INC.Front.QAPIService/ebayjapan.qapi"
seller_key_file = "seller-key.txt"
[state]
path = "/var/lib/qoo10-bridge/shop.db"
TOML
cp "$work/shop.toml" "$shop/config/"
# As a Secret's volume looks under fsGroup: files of root that the group may read, behind two symbolic links.
seller_key() {
    mkdir -p "$shop/config/..version"
    rm -f "$shop/config/..version/seller-key.txt"
    echo "$1" >"$shop/config/..version/seller-key.txt"
    chown 0:10001 "$shop/config/..version/seller-key.txt"
    chmod 0440 "$shop/config/..version/seller-key.txt"
    ln -sfn ..version "$shop/config/..data"
    ln -sfn ..data/seller-key.txt "$shop/config/seller-key.txt"
}
seller_key sandbox-seller-key

# describe VOLUME ARGS…: writes the settings of a container that runs this command.
describe() {
    python3 - "$work" "$network" "$@" <<'PYTHON' >"$work/bundle/config.json"
import json, sys
work, network, volume, *args = sys.argv[1:]
bind = lambda source, to, *options: {"type": "bind", "source": source, "destination": to, "options": ["bind", *options]}
none = {kind: [] for kind in ("bounding", "effective", "permitted", "inheritable", "ambient")}
print(json.dumps({
    "ociVersion": "1.0.2",
    "process": {
        "user": {"uid": 10001, "gid": 10001}, "cwd": "/var/lib/qoo10-bridge", "noNewPrivileges": True, "capabilities": none,
        "args": ["/usr/bin/qoo10-bridge", *args], "env": ["QOO10_BRIDGE_CONFIG=/etc/qoo10-bridge/shop.toml", "LANG=C.UTF-8"],
    },
    "root": {"path": "rootfs", "readonly": True},
    "mounts": [
        {"type": "proc", "source": "proc", "destination": "/proc"},
        bind(f"{work}/{volume}/config", "/etc/qoo10-bridge", "ro"),
        bind(f"{work}/{volume}/state", "/var/lib/qoo10-bridge", "rw"),
    ],
    "linux": {"namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")]
              + [{"type": "network", "path": network} if network else {"type": "network"}]},
}))
PYTHON
}
count=0
run_in() {
    count=$((count + 1))
    describe "$@"
    runc --root "$work/runc" run --bundle "$work/bundle" "run-$count-$BASHPID" </dev/null
}
run() { run_in shop "$@"; }
qoo10() { run_in practice sandbox "$@"; }
expect_exit() {
    local wanted="$1" got=0
    shift
    run "$@" >"$work/said" 2>&1 || got=$?
    sed 's/^/    /' "$work/said"
    [ "$got" -eq "$wanted" ] || fail "$* ended with $got, not $wanted"
}
# start ID VOLUME ARGS…: the same in the background.
start() {
    describe "${@:2}"
    runc --root "$work/runc" run --bundle "$work/bundle" "$1" </dev/null >"$work/$1.said" 2>&1 &
    # Until its container is there, and long enough for its first requests.
    sleep 3
}
writes_of() { qoo10 writes --json | grep -c "$1" || true; }

network=""
start qoo10 practice sandbox serve --listen 127.0.0.1:8010
network="/proc/$(runc --root "$work/runc" state qoo10 | python3 -c 'import json, sys; print(json.load(sys.stdin)["pid"])')/ns/net"

expect_exit 3 import
expect_exit 0 --accept partial import
qoo10 set-seller-code Tシャツ-01 TS-002
expect_exit 0 cycle
expect_exit 0 listings pull
[ "$(stat -c '%a %u' "$shop/state/shop.db")" = "600 10001" ] || fail "the state file is not the user's alone"

echo "== exit codes"
echo nonsense >>"$shop/config/shop.toml"
expect_exit 2 cycle
sed 's/8010/9/; /^endpoint/a max_attempts = 1' "$work/shop.toml" >"$shop/config/shop.toml"
expect_exit 1 import
cp "$work/shop.toml" "$shop/config/shop.toml"
seller_key sandbox-expired-key
expect_exit 6 cycle
seller_key sandbox-seller-key
printf 'sku,free_qty\n' >"$shop/state/stock.csv"
for sku in BAG-01-KH BAG-01-NV LAMP-05 MV-CAP-BL MV-CAP-GR MV-CAP-RD PEN_02 SOCKS-3P TOWEL-01 CUP-01; do printf '%s,5\n' "$sku"; done >>"$shop/state/stock.csv"
expect_exit 0 stock load stock.csv
sed -i 's/,5$/,0/' "$shop/state/stock.csv"
expect_exit 5 stock load stock.csv
qoo10 fault add '*' slow --seconds 8
start slow shop import
expect_exit 4 import
runc --root "$work/runc" kill slow KILL

echo "== killed in the middle, with the parcel's number on its way to Qoo10"
expect_exit 0 orders ship 412345679 --carrier 佐川急便 --tracking 400012345670
qoo10 fault add ShippingBasic.SetSendingInfoBulk slow --seconds 25
start killed shop push-shipments
runc --root "$work/runc" kill killed KILL
[ "$(writes_of 400012345670)" -eq 1 ] || fail "the kill came too early to prove anything"
qoo10 fault clear
expect_exit 0 cycle
[ "$(writes_of 400012345670)" -eq 1 ] || fail "the number was sent twice"
run orders show 412345679 --json | grep '"api_status":"shipped"' >/dev/null || fail "the shipment was lost"

echo "== the volume is lost, and restored from the replica"
. deploy/tests/tools.sh
chmod 0711 "$work"
install -d -m 0700 -o 10001 -g 10001 "$work/replica"
as_owner() { setpriv --reuid 10001 --regid 10001 --clear-groups "$@"; }
if tools litestream; then
    replicate() { as_owner "$tools/litestream" replicate -once "$shop/state/shop.db" "file://$work/replica"; }
    restore() { as_owner "$tools/litestream" restore -o "$shop/state/shop.db" "file://$work/replica"; }
else
    echo "Litestream cannot be had here: a backup stands for the replica"
    replicate() { run backup shop-backup.db --replace && as_owner cp "$shop/state/shop-backup.db" "$work/replica/"; }
    restore() { as_owner install -m 0600 "$work/replica/shop-backup.db" "$shop/state/shop.db"; }
fi
replicate
expect_exit 0 cycle
replicate
run orders list --all --json >"$work/orders.before"
sent="$(qoo10 writes --json | wc -l)"
rm -rf "$shop/state"/shop.db* "$shop/state"/.shop.db*
restore
run orders list --all --json | cmp - "$work/orders.before" || fail "the restored orders are others"
expect_exit 0 cycle
# Litestream restores with the umask of its process, and a container has none of its own: the next run takes the rights back.
[ "$(stat -c '%a %u' "$shop/state/shop.db")" = "600 10001" ] || fail "restored with $(stat -c '%a %u' "$shop/state/shop.db")"
run orders list --all --json | cmp - "$work/orders.before" || fail "the run after the restore changed orders"
[ "$(qoo10 writes --json | wc -l)" -eq "$sent" ] || fail "something was sent again after the restore"

echo "== restored from a replica that is behind"
expect_exit 0 orders ship 412345682 --carrier 佐川急便 --tracking 400012345681
expect_exit 0 push-shipments
rm -rf "$shop/state"/shop.db* "$shop/state"/.shop.db*
restore
expect_exit 3 cycle
grep -q 412345682 "$work/said" || fail "nobody is told of the parcel that only Qoo10 knows"
[ "$(writes_of 400012345681)" -eq 1 ] || fail "the parcel was sent twice"
echo "image.sh: all is well"

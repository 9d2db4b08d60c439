#!/bin/bash
# Runs inside the Debian that deb.sh has booted, as root: the timers and services of one shop under a real systemd.
set -euo pipefail
exec >/root/under-systemd.log 2>&1
trap 'systemctl poweroff --no-block >/dev/null 2>&1 || true' EXIT
fail() { echo "under-systemd.sh: $*"; exit 1; }
result_of() { systemctl show --property=Result,ExecMainStatus "$1" | paste -sd' '; }
expect() {
    systemctl start "$1" || true
    [ "$(result_of "$1")" = "$2" ] || { journalctl --no-pager -u "$1" | tail -20; fail "$1: $(result_of "$1"), not $2"; }
    echo "$1: $2"
}
shop() { setpriv --reuid qoo10-bridge --regid qoo10-bridge --init-groups qoo10-bridge --config /etc/qoo10-bridge/shop.toml "$@"; }

systemctl enable --now qoo10-bridge@shop.timer qoo10-bridge-daily@shop.timer qoo10-bridge-fleet.timer
runs="$(shop log --json | wc -l)"
shop sandbox new-order --item CUP-01
expect qoo10-bridge@shop.service "Result=success ExecMainStatus=0"
[ "$(shop log --json | wc -l)" -gt "$runs" ] || fail "the service did no work"
expect qoo10-bridge-daily@shop.service "Result=success ExecMainStatus=0"
[ "$(stat -c '%a %U' /var/lib/qoo10-bridge/shop-backup.db)" = "600 qoo10-bridge" ] || fail "the nightly backup is missing, or open to others"

# A cart that cannot be imported needs a person: the shop's unit is no failure, the one of all shops is.
shop sandbox new-order --item CUP-01
shop sandbox set-seller-code CUP-01 "カップ"
expect qoo10-bridge@shop.service "Result=success ExecMainStatus=3"
expect qoo10-bridge-fleet.service "Result=exit-code ExecMainStatus=3"
journalctl --no-pager -u qoo10-bridge@shop.service | grep 'カップ' >/dev/null || fail "the journal does not say what needs a person"
# A configuration that is none is a failure.
echo nonsense >/etc/qoo10-bridge/broken.toml
expect qoo10-bridge@broken.service "Result=exit-code ExecMainStatus=2"
rm /etc/qoo10-bridge/broken.toml

dpkg -i /root/package.deb
for timer in qoo10-bridge@shop qoo10-bridge-daily@shop qoo10-bridge-fleet; do
    systemctl is-active --quiet "$timer.timer" || fail "$timer.timer does not run after the upgrade"
done
dpkg --remove qoo10-bridge
systemctl is-active --quiet qoo10-bridge@shop.timer && fail "a timer outlives its program"
dpkg -i /root/package.deb
echo "under-systemd.sh: all is well"

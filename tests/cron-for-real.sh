#!/usr/bin/env bash
# Lets a real cron run every line of the crontab in docs/cron.md, each minute, for a practice shop, until every
# step has run. For root, on a machine with Debian's cron: apt-get install cron. Takes the built binary's path.
set -euo pipefail
binary=$(realpath "${1:?usage: tests/cron-for-real.sh path/to/qoo10-bridge}")
cd "$(dirname "$0")/.."
command -v cron >/dev/null || { echo "cron is not installed" >&2; exit 1; }

home=$(mktemp -d)
table=/etc/cron.d/qoo10-bridge-real
started=
finish() {
    rm -f "$table"
    if [ -n "$started" ]; then kill "$started" || true; fi
    rm -rf "$home"
}
trap finish EXIT

: >"$home/out"
cp "$binary" "$home/qoo10-bridge"
printf '[shop]\nname = "practice"\n[qoo10]\nendpoint = "sandbox"\n[state]\npath = "shop.db"\n' >"$home/shop.toml"
"$home/qoo10-bridge" --config "$home/shop.toml" sandbox set-seller-code Tシャツ-01 TS-002

# The documented lines: every minute, as root, each with its exit code and what would have been mailed.
sed -n '/^```crontab$/,/^```$/p' docs/cron.md | grep -v '^```' |
    sed -e "s#/etc/qoo10-bridge\|/var/lib/qoo10-bridge#$home#g" -e "s|/usr/local/bin|$home|" -e 's|^MAILTO=.*|MAILTO=""|' -e "/^#/d" |
    sed -E "s#^([0-9*][^ ]* +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+) +(qoo10-bridge .*)#* * * * * root { \\2; echo \"exit \$?: \\2\"; } >>$home/out 2>\&1#" >"$table"
chmod 644 "$table"
jobs=$(grep -c ' root ' "$table")

if ! pgrep -x cron >/dev/null; then
    cron -f &
    started=$!
fi
for _ in $(seq 1 200); do
    if [ "$(grep -c '^exit ' "$home/out")" -ge "$jobs" ]; then break; fi
    sleep 1
done
cat "$home/out"
for step in import sync-status schedule-date push-shipments push-stock; do
    grep -q "^exit 0: qoo10-bridge --quiet $step " "$home/out" || { echo "$step did not end well" >&2; exit 1; }
done
echo "cron ran all $jobs lines"

#!/usr/bin/env bash
# Does the Debian package work for somebody who has nothing? In a fresh Debian without Python, and without any
# network after the installation: install with apt alone, open the window, talk, restart, read the log, uninstall.
#
#   sudo packaging/check_deb.sh PACKAGE.deb [FOLDER]
#
# Needs root and debootstrap. Uses the suite, mirrors and apt settings of the system it runs on. FOLDER (default: a
# new one, removed at the end) keeps the bare system for the next run, and the pictures of the window.
set -euo pipefail

package=$(realpath "${1:?which package?}")
mib_allowed=350
keep=${2:-}
folder=${keep:-$(mktemp -d)}
mkdir -p "$folder"
folder=$(realpath "$folder")
root=$folder/root
name=tsuki-desktop

if [ "${TSUKI_CHECK_INSIDE:-}" != mounts ]; then
  # In a mount namespace of its own: whatever is mounted here is gone when this ends, however it ends.
  TSUKI_CHECK_INSIDE=mounts unshare --mount --propagation private --pid --fork --kill-child "$0" "$package" "$folder"
  [ -n "$keep" ] || rm -rf "$folder"
  exit
fi

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# As a person, without a network: not even the loopback is up.
person() {
  unshare --net chroot --userspec=1000:1000 "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/home/someone \
    LANG=C.UTF-8 XDG_RUNTIME_DIR=/home/someone/run DISPLAY=:77 "$@"
}

say "a bare system"
# shellcheck source=/dev/null
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(ORIGIN) $(RELEASE) $(REPO_URI)' 'Created-By: Packages' \
  | awk -v s="$suite" '$1 == "Debian" && ($2 == s) {print $3; exit}')
[ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' | awk -v s="$suite" '$1 == s {print $2; exit}')
[ -n "$mirror" ] || fail "apt here knows no mirror of $suite"
[ -f "$folder/bare.tar" ] || {
  debootstrap --variant=minbase "$suite" "$folder/bare" "$mirror" >"$folder/debootstrap.log"
  tar -C "$folder/bare" -cf "$folder/bare.tar" .
  rm -rf "$folder/bare"
}
rm -rf "$root"
mkdir "$root"
tar -C "$root" -xf "$folder/bare.tar"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=1777 tmpfs "$root/run"
! inside sh -c 'command -v python3 || command -v python || command -v gcc' || fail "the bare system is not bare"
inside apt-get update -qq

say "installed by apt alone"
cp "$package" "$root/tmp/$name.deb"
inside apt-get install -y -q --no-install-recommends "/tmp/$name.deb" >"$folder/apt.log" || { tail "$folder/apt.log"; fail "apt"; }
! inside sh -c 'command -v python3 || command -v python' || fail "the package brought Python along"
inside dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} KiB by its own word\n' "$name"
bytes=$(inside dpkg-query -L "$name" | sed "s|^|$root|" | tr '\n' '\0' | xargs -0 stat -c '%F %s' \
  | awk '$1 == "regular" {s += $NF} END {print s}')
disk=$(du -sm --apparent-size "$root/usr/lib/$name" | cut -f1)
echo "$bytes bytes in files, $((bytes / 1000000)) MB; $disk MiB of it in /usr/lib/$name"
[ "$bytes" -le $((mib_allowed * 1000000)) ] || fail "more than $mib_allowed MB on disk"

say "every library finds what it needs"
# Before anything else is installed that could bring a forgotten dependency. Qt passes over its GTK theme where
# there is no GTK.
missing=$(inside sh -c "find /usr/lib/$name \( -name '*.so*' -o -name tsuki \) -type f ! -name libqgtk3.so | while read -r one; do
  LD_LIBRARY_PATH=/usr/lib/$name/_internal ldd \"\$one\" 2>/dev/null | grep 'not found' | sed \"s|^|\$one:|\"; done")
[ -z "$missing" ] || fail "$missing"
inside useradd --create-home --uid 1000 someone
inside install -d -o someone -m 700 /home/someone/run

say "the doctor"
person tsuki doctor || fail "the doctor found something"
person tsuki --version

say "the window, and a chat without any network"
inside apt-get install -y -q --no-install-recommends xvfb xdotool >>"$folder/apt.log"
mkdir -p "$root/tmp/screen" && chmod 777 "$root/tmp/screen"
# Everything of the window lives in one network namespace without a network: X talks by a socket in /tmp.
cat >"$root/tmp/talk.sh" <<'INSIDE'
set -eu
words=$1
Xvfb :77 -screen 0 1280x900x24 -nolisten tcp -fbdir /tmp/screen >/dev/null 2>&1 & x=$!
until [ -e /tmp/.X11-unix/X77 ]; do sleep 0.1; done
tsuki open & window=$!
trap 'kill $window $x 2>/dev/null || true' EXIT
tries=0
until id=$(xdotool search --onlyvisible --name '^Tsuki$' 2>/dev/null) && [ -n "$id" ]; do
  sleep 0.2; tries=$((tries + 1)); [ $tries -lt 300 ] || { echo "no window" >&2; exit 1; }
done
id=$(echo "$id" | head -1)
echo "the window is there"
if [ -n "$words" ]; then
  # The first run by keyboard: on, on, past the three fields and "Back" to "Let's talk".
  sleep 5
  for key in Return Return Tab Tab Tab Tab Return; do
    xdotool windowfocus --sync "$id" key $key
    sleep 1
  done
  grep -q first_run_seen ~/.local/share/tsuki-desktop/settings.toml || { echo "no first run" >&2; exit 1; }
  echo "the first run is over"
  before=$(tsuki log list --json | grep -c '"id"' || true)
  xdotool windowfocus --sync "$id" type --delay 30 "$words"
  xdotool windowfocus --sync "$id" key Return
  tries=0
  until chat=$(tsuki log list --json | sed -n 's/.*"id": "\(.*\)".*/\1/p' | head -1) && [ -n "$chat" ] \
    && tsuki log show "$chat" --json | grep -A8 '"role": "assistant"' | grep -q '"status": "complete"'; do
    sleep 1; tries=$((tries + 1)); [ $tries -lt 120 ] || { echo "no answer" >&2; cat ~/.local/share/tsuki-desktop/logs/* >&2; exit 1; }
  done
  # After the first answer the program makes one file of the starter and her voice.
  tries=0
  until [ -e ~/.cache/tsuki-desktop/starter/tsuki-starter.gguf ]; do
    sleep 1; tries=$((tries + 1)); [ $tries -lt 240 ] || { echo "her voice was not merged" >&2; cat ~/.local/share/tsuki-desktop/logs/* >&2; exit 1; }
  done
else
  sleep 3
fi
cp /tmp/screen/Xvfb_screen0 "/tmp/screen/${2}.xwd"
xdotool windowfocus --sync "$id" key ctrl+q
wait $window
kill $x; wait $x || true
rm -f /tmp/.X11-unix/X77 /tmp/.X77-lock
trap - EXIT
INSIDE
person sh /tmp/talk.sh "hello" talk || fail "the chat"

say "a restart: the chat is in the log"
person sh /tmp/talk.sh "" restart || fail "the restart"
chat=$(person tsuki log list --json | sed -n 's/.*"id": "\(.*\)".*/\1/p' | head -1)
person tsuki log show "$chat" | tee "$folder/chat.txt"
grep -qi hello "$folder/chat.txt" || fail "the log does not have what was said"
cp "$root"/tmp/screen/*.xwd "$folder/"
person tsuki chat "and without the window" >"$folder/said.txt" || fail "tsuki chat"
echo "from the command line: $(cat "$folder/said.txt")"

say "uninstalled: the chats stay"
inside apt-get purge -y -q "$name" | tail -4
[ ! -e "$root/usr/lib/$name" ] || fail "/usr/lib/$name is still there"
[ -s "$root/home/someone/.local/share/$name/tsuki.db" ] || fail "the chats are gone"

say "all of it works"

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Cho biết tệp cài đặt có đúng do chủ của khóa ký hay không. Không cài gì vào máy; không cần quyền quản trị, không cần mạng.
#
#   ./check-signature.sh vn.toaan.TroLy.flatpak troly.gpg
#
# In mã của bản có trong tệp nếu chữ ký đúng. "flatpak install --gpg-file" không thay được việc này: lệnh đó chấp nhận cả chữ ký của khóa thuộc
# bất kỳ nguồn nào đã có trên máy, kể cả nguồn mà một lần cài bị từ chối để lại. Ở đây tệp được mở trong một kho tạm chỉ có khóa đã nêu.
set -euo pipefail
stop() { printf 'DỪNG: %s\n' "$*" >&2; exit 1; }
[ $# -eq 2 ] || { sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ -r "$1" ] || stop "không đọc được tệp $1."
[ -s "$2" ] || stop "không đọc được khóa $2."
work=$(mktemp -d) || stop "không có chỗ để kiểm tra chữ ký."
trap 'rm -rf "$work"' EXIT
ulimit -c 0
# Flatpak 1.14 (Debian 12) hỏng lúc thoát khi có --gpg-file: xét theo điều đã vào kho, là điều đã qua kiểm tra chữ ký.
{
  HOME=$work/home XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache FLATPAK_USER_DIR=$work/all LC_ALL=C.UTF-8 flatpak --user install -y --noninteractive \
    --no-deps --no-related --bundle --gpg-file="$2" "$1" >"$work/said" 2>&1 || true
} 2>/dev/null
commit=$(find "$work/all/repo/refs/remotes" -type f -exec cat {} + 2>/dev/null || true)
[[ $commit =~ ^[0-9a-f]{64}$ ]] || {
  grep -v '^Installing' "$work/said" >&2 || true
  stop "tệp $(basename "$1") không có chữ ký đúng với khóa $(basename "$2")."
}
echo "$commit"

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Cài đặt Trợ lý Thẩm phán từ thư mục này cho mọi người dùng của máy; không cần mạng. Chạy bằng quyền quản trị:
#
#   sudo ./install.sh [--key KHÓA.gpg]
#
# Chương trình phải có chữ ký đúng với khóa; không nêu thì là troly.gpg của thư mục này. Ai sửa được thư mục này cũng thay được khóa trong đó: khóa nhận
# từ nơi tin cậy thì nêu bằng --key. Chạy lại cũng được: chỉ thay những gì mới hơn. Dữ liệu của thẩm phán không bị đụng đến.
set -euo pipefail
key=
if [ "${1:-}" = --key ] && [ -r "${2:-}" ]; then key=$(realpath "$2"); elif [ $# -gt 0 ]; then sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
cd "$(dirname "$(realpath "$0")")"
[ -n "$key" ] || [ ! -e troly.gpg ] || key=$PWD/troly.gpg
id=vn.toaan.TroLy library=/var/lib/troly policy=/etc/troly
host=/var/lib/flatpak/extension
say() { printf '%s\n' "$*"; }
stop() { printf 'DỪNG: %s\n' "$*" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || stop "cần quyền quản trị (sudo ./install.sh)."
command -v flatpak >/dev/null || stop "máy chưa có Flatpak; hãy cài gói \"flatpak\" của hệ điều hành trước."

say "1/5 Kiểm tra bộ cài đặt…"
sha256sum --quiet --check SHA256SUMS >/dev/null 2>&1 || stop "bộ cài đặt bị thiếu hoặc hỏng tệp (so với SHA256SUMS). Hãy chép lại."
signed=()
if [ -n "$key" ]; then
  [ "$(./check-signature.sh "$id.flatpak" "$key")" = "$(cat COMMIT)" ] || stop "không cài gì: chữ ký của tệp $id.flatpak phải đúng với khóa ${key##*/}."
  signed=(--gpg-file="$key")
fi

mine=$(cat VERSION)
there=$(flatpak --system info --show-location "$id" 2>/dev/null || true)
if [ -n "$there" ]; then
  installed=$({ cat "$there"/files/share/{metainfo,appdata}/$id.*.xml 2>/dev/null || true; } \
    | sed -n 's/.*<release version="\([^"]*\)".*/\1/p' | head -n 1)
  [ -n "$installed" ] || stop "không đọc được phiên bản của chương trình đang có."
  newest=$(printf '%s\n%s\n' "$mine" "$installed" | sort -V | tail -n 1)
  [ "$mine" = "$installed" ] || [ "$newest" = "$mine" ] \
    || stop "máy đang có bản $installed, mới hơn bản $mine của bộ này. Không cài bản cũ hơn, vì ghi chú đã viết bằng bản mới có thể không đọc được."
fi

say "2/5 Cài nền chạy $(cat RUNTIME)…"
# Kho này chỉ dùng cho lần cài: từng tệp của nó vừa được so với SHA256SUMS. Nguồn còn lại, không có địa chỉ: thiếu nguồn của nền chạy thì
# Flatpak không cài được chương trình bằng tay nữa.
flatpak --system remote-add --if-not-exists --no-gpg-verify --no-enumerate --no-use-for-deps troly-kit "file://$PWD/runtime"
trap 'flatpak --system remote-modify --url= troly-kit >/dev/null 2>&1 || true' EXIT
flatpak --system remote-modify --url="file://$PWD/runtime" troly-kit
flatpak --system install -y --noninteractive --or-update troly-kit "$(sed 's|^runtime/||' RUNTIME)" >/dev/null \
  || flatpak --system info "$(sed 's|^runtime/||' RUNTIME)" >/dev/null 2>&1 || stop "không cài được nền chạy."

say "3/5 Cài chương trình, bản $mine…"
# Nguồn mà những lần cài bị từ chối hay bị ngắt để lại: khóa trong đó sẽ được Flatpak tin như khóa của chúng ta.
origin=$(flatpak --system info --show-origin "$id" 2>/dev/null || true)
for source in $(flatpak --system remotes --show-disabled --columns=name | grep -x 'troly[0-9]*-origin' || true); do
  [ "$source" = "$origin" ] || flatpak --system remote-delete --force "$source"
done
# Flatpak 1.14 (Debian 12) hỏng lúc thoát khi có --gpg-file, sau khi đã cài xong: xét theo bản đang có.
ulimit -c 0
{ said=$(flatpak --system install -y --noninteractive --or-update --bundle "${signed[@]}" "$id.flatpak" 2>&1) || true; } 2>/dev/null
[ "$(flatpak --system info --show-commit "$id" 2>/dev/null)" = "$(cat COMMIT)" ] || stop "không cài được chương trình. $said"

say "4/5 Đặt chính sách của đơn vị…"
if [ -d policy ]; then
  install -d -m755 "$policy"
  cp -r policy/. "$policy/"
fi
if [ -d "$policy" ]; then
  mkdir -p "$host/$id.Host.policy/$(flatpak --default-arch)"
  ln -sfn "$policy" "$host/$id.Host.policy/$(flatpak --default-arch)/stable"
fi

say "5/5 Cài kho văn bản…"
if [ -d corpus ]; then
  install -d -m755 "$library"
  given=()
  for key in keys/*; do given+=(--key "$PWD/$key"); done
  flatpak run --filesystem="$library" --filesystem="$PWD:ro" --command=troly-corpus "$id" install --library "$library" "${given[@]}" "$PWD/corpus" \
    || stop "không cài được kho văn bản; kho đã có (nếu có) vẫn nguyên vẹn."
fi
if [ -d "$library" ]; then
  mkdir -p "$host/$id.Host.library/$(flatpak --default-arch)"
  ln -sfn "$library" "$host/$id.Host.library/$(flatpak --default-arch)/stable"
fi
say "Xong. Mỗi người dùng tìm \"Trợ lý Thẩm phán\" trong danh sách ứng dụng."

#!/usr/bin/env bash
# Builds Tsuki.app and a disk image of it. Needs Python 3.11 to 3.13 and Xcode's command line tools.
# Not tried: it was written where there is no Mac; the property lists were read by Python's plistlib.
#
#   packaging/macos/build.sh
#
# To sign, set TSUKI_SIGN_AS to a "Developer ID Application: …" identity of the keychain. To have it notarised as
# well, keep the credentials in the keychain once (xcrun notarytool store-credentials NAME) and set
# TSUKI_NOTARISE_AS to that NAME. Unsigned, others must open it the first time by control-click, Open.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=build/package
python3 packaging/build_folder.py --work "$work"
app=$work/dist/Tsuki.app
version=$(python3 -c "import sys; sys.path.insert(0, 'packaging'); import contents; print(contents.version())")
image=$work/dist/tsuki-desktop-$version.dmg

if [ -n "${TSUKI_SIGN_AS:-}" ]; then
  # From the inside out: first every library, then the app around them.
  find "$app/Contents/Frameworks" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 \
    | xargs -0 codesign --force --timestamp --options runtime --sign "$TSUKI_SIGN_AS"
  codesign --force --timestamp --options runtime --entitlements packaging/macos/entitlements.plist \
    --sign "$TSUKI_SIGN_AS" "$app/Contents/MacOS/tsuki" "$app/Contents/MacOS/TsukiDesktop"
  codesign --force --timestamp --options runtime --entitlements packaging/macos/entitlements.plist \
    --sign "$TSUKI_SIGN_AS" "$app"
  codesign --verify --deep --strict --verbose=2 "$app"
fi

rm -rf "$work/image" "$image"
mkdir -p "$work/image"
ditto "$app" "$work/image/Tsuki.app"
ln -s /Applications "$work/image/Applications"
hdiutil create -volname Tsuki -srcfolder "$work/image" -format UDZO "$image"

if [ -n "${TSUKI_NOTARISE_AS:-}" ]; then
  codesign --timestamp --sign "$TSUKI_SIGN_AS" "$image"
  xcrun notarytool submit "$image" --keychain-profile "$TSUKI_NOTARISE_AS" --wait
  xcrun stapler staple "$image"
  spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
echo "$image"

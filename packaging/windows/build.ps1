# Builds the Windows installer. Needs Python 3.11 to 3.13, a C++ compiler with CMake (Visual Studio Build Tools) and
# NSIS. Not tried: it was written where there is no Windows; the .nsi file compiles with makensis on Linux.
#
#   powershell -File packaging\windows\build.ps1
#
# To sign, set TSUKI_SIGN_WITH to the thumbprint of a code-signing certificate in the personal store.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')
$work = 'build\package'
python packaging\build_folder.py --work $work
if ($LASTEXITCODE) { exit $LASTEXITCODE }
$folder = (Resolve-Path "$work\dist\tsuki-desktop").Path
$version = python -c "import sys; sys.path.insert(0, 'packaging'); import contents; print(contents.version())"
$setup = Join-Path (Resolve-Path "$work\dist").Path "tsuki-desktop-$version-setup.exe"

function Sign($file) {
    if ($env:TSUKI_SIGN_WITH) {
        signtool sign /sha1 $env:TSUKI_SIGN_WITH /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 $file
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
    }
}

Sign "$folder\tsuki.exe"
Sign "$folder\TsukiDesktop.exe"
makensis "-DVERSION=$version" "-DFOLDER=$folder" "-DOUT=$setup" packaging\windows\tsuki.nsi
if ($LASTEXITCODE) { exit $LASTEXITCODE }
Sign $setup
Write-Output $setup

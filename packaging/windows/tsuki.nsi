; The Windows installer, made of the built folder with NSIS (makensis is in most Linux systems, too):
;   makensis -DVERSION=0.1.0 -DFOLDER=..\..\build\package\dist\tsuki-desktop packaging\windows\tsuki.nsi
; For one person, without an administrator: into their own programs, which is where their chats are, too.
; packaging\windows\build.ps1 does all of it.

Unicode true
!ifndef VERSION
  !error "-DVERSION=… is missing"
!endif
!ifndef FOLDER
  !error "-DFOLDER=… is missing"
!endif
!ifndef OUT
  !define OUT "tsuki-desktop-${VERSION}-setup.exe"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\TsukiDesktop"
!define CLASSES "Software\Classes"

!include MUI2.nsh
!include FileFunc.nsh

Name "Tsuki"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Tsuki"
InstallDirRegKey HKCU "${KEY}" InstallLocation
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Tsuki Desktop"
VIAddVersionKey FileDescription "Tsuki"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "..\..\assets\icons\app.ico"
!define MUI_UNICON "..\..\assets\icons\app.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\TsukiDesktop.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Japanese"

LangString STAYS ${LANG_ENGLISH} "Tsuki is gone. Your chats and settings stay in $LOCALAPPDATA\tsuki-desktop. Delete that folder to forget them, too."
LangString STAYS ${LANG_JAPANESE} "Tsuki を削除しました。会話と設定は $LOCALAPPDATA\tsuki-desktop に残っています。不要ならこのフォルダーを削除してください。"

!macro OpensWith extension name kind
  WriteRegStr HKCU "${CLASSES}\${extension}\OpenWithProgids" "Tsuki.${name}" ""
  WriteRegStr HKCU "${CLASSES}\Tsuki.${name}" "" "${kind}"
  WriteRegStr HKCU "${CLASSES}\Tsuki.${name}\DefaultIcon" "" "$INSTDIR\TsukiDesktop.exe,0"
  WriteRegStr HKCU "${CLASSES}\Tsuki.${name}\shell\open\command" "" '"$INSTDIR\TsukiDesktop.exe" open "%1"'
!macroend

!macro Forget extension name
  DeleteRegValue HKCU "${CLASSES}\${extension}\OpenWithProgids" "Tsuki.${name}"
  DeleteRegKey HKCU "${CLASSES}\Tsuki.${name}"
!macroend

Section "Tsuki"
  ; What an older version had and this one has not must not stay.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Tsuki.lnk" "$INSTDIR\TsukiDesktop.exe"
  !insertmacro OpensWith ".gguf" "gguf" "Language model (GGUF)"
  !insertmacro OpensWith ".charx" "charx" "Character card"
  ; A card is a PNG picture: Tsuki is offered, and opens none by itself.
  !insertmacro OpensWith ".png" "card" "Character card"
  WriteRegStr HKCU "${KEY}" DisplayName "Tsuki"
  WriteRegStr HKCU "${KEY}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${KEY}" Publisher "The Tsuki Desktop developers"
  WriteRegStr HKCU "${KEY}" DisplayIcon "$INSTDIR\TsukiDesktop.exe"
  WriteRegStr HKCU "${KEY}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${KEY}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" NoModify 1
  WriteRegDWORD HKCU "${KEY}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" EstimatedSize $0
SectionEnd

Section "Uninstall"
  ; Only what was installed: the folder may be one that a person chose and uses otherwise, too.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\tsuki.exe"
  Delete "$INSTDIR\TsukiDesktop.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Tsuki.lnk"
  !insertmacro Forget ".gguf" "gguf"
  !insertmacro Forget ".charx" "charx"
  !insertmacro Forget ".png" "card"
  DeleteRegKey HKCU "${KEY}"
  MessageBox MB_ICONINFORMATION|MB_OK "$(STAYS)" /SD IDOK
SectionEnd

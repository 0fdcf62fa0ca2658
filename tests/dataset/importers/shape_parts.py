"""What the examples of file shapes are put together with."""

import io
import json
import zipfile


def lines(*values):
    return "\n".join(json.dumps(v) for v in values).encode() + b"\n"


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data if isinstance(data, bytes) else json.dumps(data))
    return packed.getvalue()

"""Writes the files of this folder with the reference implementation of safetensors.

    pip install safetensors==0.8.0 numpy==2.4.6
    python make_golden.py

reference.safetensors   the four element types that we write, as the reference lays them out
widened.safetensors     the six others that we read
verdicts.json           which malformed and odd files the reference takes, and what it makes of 16-bit floats
"""

import base64
import hashlib
import json
import pathlib
import random
import struct

import numpy as np
import safetensors
from safetensors.numpy import save

folder = pathlib.Path(__file__).parent
MADE_BY = f"make_golden.py, safetensors {safetensors.__version__}, numpy {np.__version__}"


reference = save(
    {
        "7": np.array([1.5, -0.0, np.inf], np.float32),
        "w": np.array([0x7FC12345, 0xFFA00001, 0x00000001], np.uint32).view(np.float32).reshape(3, 1),
        "é": np.array([[1, -(2**31)], [2**31 - 1, 0]], np.int32),
        "\uff5e": np.array([0.1, -0.0], np.float64),
        "\U0001f600": np.array(2.0**-1074, np.float64),
        "mask": np.array([True, False, True]),
        "empty": np.zeros((0, 4), np.float32),
        'quote"\\\n': np.array([3], np.int32),
    },
    {"by": "the reference"},
)
(folder / "reference.safetensors").write_bytes(reference)

values = {
    "F16": np.array([1.5, -0.0, 6e-8, 65504], np.float16),
    "BF16": np.array([0x3FC0, 0x8000], np.uint16),
    "I64": np.array([1, -(2**31), 2**31 - 1], np.int64),
    "I16": np.array([-32768, 32767], np.int16),
    "I8": np.array([-128, 127], np.int8),
    "U8": np.array([0, 255], np.uint8),
}
specs = {
    name: safetensors.TensorSpec(
        dtype="bfloat16" if name == "BF16" else array.dtype.name,
        shape=array.shape,
        data_ptr=array.ctypes.data,
        data_len=array.nbytes,
    )
    for name, array in values.items()
}
widened = safetensors.serialize(specs, None)
(folder / "widened.safetensors").write_bytes(widened)


def taken(file):
    try:
        safetensors.deserialize(file)
        return True
    except safetensors.SafetensorError:
        return False


def file(header, data=b"", length=None):
    header = header if isinstance(header, bytes) else header.encode()
    return struct.pack("<Q", len(header) if length is None else length) + header + data


def one(shape="[1]", offsets="[0,4]", dtype='"F32"', more=""):
    return '{"a":{"dtype":%s,"shape":%s,"data_offsets":%s%s}}' % (dtype, shape, offsets, more)


def two(first, second, kind="F32"):
    entry = '"%s":{"dtype":"' + kind + '","shape":[1],"data_offsets":%s}'
    return "{" + entry % ("a", first) + "," + entry % ("b", second) + "}"


four = b"\0\0\0\0"
cases = {
    "nothing": b"",
    "seven bytes": b"\2\0\0\0\0\0\0",
    "no header": file(""),
    "header past the end": file("{}", length=3),
    "header over 100 MB": file("{}", length=100_000_001),
    "header of 2^64 - 1 bytes": file("{}", length=2**64 - 1),
    "empty object": file("{}"),
    "spaces after": file("{}      "),
    "newline after": file("{}\n"),
    "zero byte after": file(b"{}\0"),
    "byte order mark": file(b"\xef\xbb\xbf{}"),
    "not UTF-8": file(b'{"__metadata__":{"a":"\xff"}}'),
    "not JSON": file("{a:1}"),
    "comma after the last": file('{"__metadata__":{},}'),
    "array": file("[]"),
    "string": file('"a"'),
    "number": file("1"),
    "null": file("null"),
    "entry is a number": file('{"a":1}'),
    "entry is an array": file('{"a":[]}'),
    "one float": file(one(), four),
    "no dtype": file('{"a":{"shape":[1],"data_offsets":[0,4]}}', four),
    "no shape": file('{"a":{"dtype":"F32","data_offsets":[0,4]}}', four),
    "no offsets": file('{"a":{"dtype":"F32","shape":[1]}}', four),
    "unknown field": file(one(more=',"x":1.5'), four),
    "unknown dtype": file(one(dtype='"F31"'), four),
    "dtype in small letters": file(one(dtype='"f32"'), four),
    "dtype named as a method": file(one(dtype='"toString"'), four),
    "dtype is a number": file(one(dtype="32"), four),
    "scalar": file(one(shape="[]"), four),
    "negative shape": file(one(shape="[-1]"), four),
    "two negative lengths": file(one(shape="[-1,-1]"), four),
    "fractional shape": file(one(shape="[1.5]"), four),
    "length 1.0": file(one(shape="[1.0]"), four),
    "length 1e0": file(one(shape="[1e0]"), four),
    "length -0": file(one(shape="[-0]", offsets="[0,0]")),
    "length 01": file(one(shape="[01]"), four),
    "length as a string": file(one(shape='["1"]'), four),
    "length null": file(one(shape="[null]"), four),
    "shape is a number": file(one(shape="1"), four),
    "nested shape": file(one(shape="[[1]]"), four),
    "huge shape": file(one(shape="[1000000000000]"), four),
    "shape of 2^64 elements": file(one(shape="[4294967296,4294967296]"), four),
    "shape of 2^64 bytes": file(one(shape="[4611686018427387904]", offsets="[0,0]")),
    "overflow hidden by a zero": file(one(shape="[4611686018427387904,4611686018427387904,0]", offsets="[0,0]")),
    "length of 2^70": file(one(shape="[1180591620717411303424]"), four),
    "offsets are reversed": file(one(offsets="[4,0]"), four),
    "offsets past the end": file(one(shape="[2]", offsets="[0,8]"), four),
    "offsets of 2^63": file(one(offsets="[9223372036854775804,9223372036854775808]"), four),
    "negative offset": file(one(offsets="[-4,0]"), four),
    "fractional offset": file(one(offsets="[0.5,4.5]"), four),
    "one offset": file(one(offsets="[4]"), four),
    "three offsets": file(one(offsets="[0,4,4]"), four),
    "size that does not match": file(one(shape="[2]"), four),
    "byte after the last": file(one(), four + b"\0"),
    "gap before the first": file(one(offsets="[4,8]"), four + four),
    "side by side": file(two("[0,4]", "[4,8]"), four + four),
    "side by side, other order": file(two("[4,8]", "[0,4]"), four + four),
    "overlap": file(two("[0,4]", "[2,6]"), four + b"\0\0"),
    "same bytes twice": file(two("[0,4]", "[0,4]"), four),
    "gap between": file(two("[0,4]", "[5,9]"), four + four + b"\0"),
    "empty tensor within another": file(
        '{"a":{"dtype":"F32","shape":[0],"data_offsets":[2,2]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', four
    ),
    "empty tensor between": file(
        '{"c":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},' + two("[0,4]", "[4,8]")[1:], four + four
    ),
    "not aligned": file(
        '{"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}',
        b"\1" + four,
    ),
    "metadata of strings": file('{"__metadata__":{"a":"1"}}'),
    "metadata with a number": file('{"__metadata__":{"a":1}}'),
    "metadata is a string": file('{"__metadata__":"a"}'),
    "metadata is an array": file('{"__metadata__":[]}'),
    "half a surrogate pair": file('{"__metadata__":{"a":"\\ud800"}}'),
    "tensor named __proto__": file(one().replace('"a"', '"__proto__"'), four),
    # Taken by the reference; the format says no, or we have no such value.
    "space before": file(" {}"),
    "metadata is null": file('{"__metadata__":null}'),
    "name stands twice": file(two("[0,4]", "[4,8]").replace('"b"', '"a"'), four + four),
    "name stands twice, once escaped": file(two("[0,4]", "[0,4]").replace('"b"', '"\\u0061"'), four),
    "metadata name stands twice": file('{"__metadata__":{"a":"1","a":"2"}}'),
    "unknown element type of ours": file(one(dtype='"U32"'), four),
    "truth value 2": file(one(dtype='"BOOL"', offsets="[0,1]"), b"\2"),
    "integer that does not fit": file(one(dtype='"I64"', offsets="[0,8]"), struct.pack("<q", 2**31)),
    "length of 2^62 beside a zero": file(one(shape="[4611686018427387904,0]", offsets="[0,0]")),
}

rng = random.Random(7)
header_end = 8 + struct.unpack("<Q", reference[:8])[0]
changes = []
for _ in range(1500):
    position, byte = rng.randrange(header_end), rng.choice([rng.randrange(256), rng.choice(b'0123456789"[]{},:-. e')])
    changed = reference[:position] + bytes([byte]) + reference[position + 1 :]
    changes.append([position, byte, taken(changed)])

halves = np.arange(65536, dtype=np.uint16)
float16 = halves.view(np.float16).astype(np.float32)
float16[np.isnan(float16)] = 0

(folder / "verdicts.json").write_text(
    json.dumps(
        {
            "made by": MADE_BY,
            "cases": [[name, base64.b64encode(case).decode(), taken(case)] for name, case in cases.items()],
            "changes of one byte of reference.safetensors": changes,
            "SHA-256 of all 65536 halves as float32, NaN as 0": hashlib.sha256(float16.tobytes()).hexdigest(),
        },
        ensure_ascii=True,
    ).replace("], [", "],\n[")
    + "\n"
)

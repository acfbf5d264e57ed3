import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { descriptorSink } from "../../../runtime/telemetry/descriptor-sink";

const failure = (code: string) => Object.assign(new Error(code), { code });

describe("descriptorSink", () => {
  it("writes lines to a file before it returns", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sink-"));
    const file = path.join(folder, "log");
    const descriptor = openSync(file, "w");
    const sink = descriptorSink(descriptor);
    sink.write('{"a":"é"}');
    sink.write("{}");
    assert.equal(readFileSync(file, "utf8"), '{"a":"é"}\n{}\n');
    closeSync(descriptor);
    assert.throws(() => {
      sink.write("{}");
    }, /EBADF/);
    rmSync(folder, { recursive: true });
  });

  it("G20 throws when nothing can be written", () => {
    for (const code of ["EPIPE", "ENOSPC", "EIO"]) {
      const sink = descriptorSink(1, () => {
        throw failure(code);
      });
      assert.throws(() => {
        sink.write("{}");
      }, new RegExp(code));
    }
  });

  it("goes on where a write ended early, and where the reader was busy", () => {
    const written: Uint8Array[] = [];
    let calls = 0;
    const sink = descriptorSink(7, (descriptor, bytes) => {
      assert.equal(descriptor, 7);
      calls += 1;
      if (calls % 2 === 0) throw failure("EAGAIN");
      written.push(bytes.slice(0, 3));
      return Math.min(3, bytes.length);
    });
    sink.write("0123456789");
    assert.equal(Buffer.concat(written).toString(), "0123456789\n");
  });

  it("G20 throws when the reader stays busy", () => {
    let tries = 0;
    const sink = descriptorSink(1, () => {
      tries += 1;
      throw failure("EAGAIN");
    });
    assert.throws(() => {
      sink.write("{}");
    }, /takes no more lines/);
    assert.ok(tries < 100);
  });

  it("begins a new line after one that failed half-way", () => {
    let text = "";
    let isBroken = true;
    const sink = descriptorSink(1, (_, bytes) => {
      if (isBroken && text !== "") throw failure("EIO");
      text += Buffer.from(bytes.slice(0, 4)).toString();
      return Math.min(4, bytes.length);
    });
    assert.throws(() => {
      sink.write('{"first":1}');
    }, /EIO/);
    isBroken = false;
    sink.write('{"second":2}');
    assert.equal(text, '{"fi\n{"second":2}\n');
  });
});

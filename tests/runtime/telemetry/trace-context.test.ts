import assert from "node:assert/strict";
import fc from "fast-check";
import {
  acceptTracestate,
  formatTraceparent,
  nextTraceparent,
  parseTraceparent,
  traceparentOfXray,
  xrayTraceId,
} from "../../../runtime/telemetry/trace-context";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parentId = "00f067aa0ba902b7";

const refused: Readonly<Record<string, string>> = {
  nothing: "",
  "capital letters": `00-${traceId.toUpperCase()}-${parentId}-01`,
  "a short trace id": `00-${traceId.slice(1)}-${parentId}-01`,
  "a trace id of zeros": `00-${"0".repeat(32)}-${parentId}-01`,
  "a parent id of zeros": `00-${traceId}-${"0".repeat(16)}-01`,
  "the version ff": `ff-${traceId}-${parentId}-01`,
  "more fields in version 00": `00-${traceId}-${parentId}-01-more`,
  "a version of one digit": `0-${traceId}-${parentId}-01`,
  "a line end": `00-${traceId}-${parentId}-01\n`,
  "a control character after a later version": `01-${traceId}-${parentId}-01-\u001b`,
};

describe("parseTraceparent", () => {
  it("reads what it writes", () => {
    const hex = (length: number) =>
      fc
        .string({
          unit: fc.constantFrom("0", "1", "7", "a", "c", "f"),
          minLength: length,
          maxLength: length,
        })
        .filter((text) => !/^0+$/.test(text));
    fc.assert(
      fc.property(hex(32), hex(16), fc.boolean(), (trace, parent, sampled) => {
        const parts = { traceId: trace, parentId: parent, sampled };
        assert.deepEqual(parseTraceparent(formatTraceparent(parts)), parts);
      }),
    );
  });

  it("reads the fields it knows of later versions", () => {
    for (const header of [
      `01-${traceId}-${parentId}-03`,
      `cc-${traceId}-${parentId}-01-what-else`,
    ]) {
      assert.deepEqual(parseTraceparent(header), { traceId, parentId, sampled: true });
    }
  });

  for (const [title, header] of Object.entries(refused)) {
    it(`refuses ${title}`, () => {
      assert.equal(parseTraceparent(header), undefined);
    });
  }
});

describe("nextTraceparent", () => {
  const random = (byte: number) => (size: number) => Buffer.alloc(size, byte);

  it("keeps trace and sampling, and has a parent id of its own", () => {
    for (const flags of ["00", "01"]) {
      const traceparent = `00-${traceId}-${parentId}-${flags}`;
      const next = nextTraceparent({ id: "abcdefgh", traceparent }, random(0xab));
      assert.equal(next, `00-${traceId}-${"ab".repeat(8)}-${flags}`);
    }
  });

  it("makes the same trace id for every call of a correlation without a trace, and samples none", () => {
    const [first, second, other] = ["abcdefgh", "abcdefgh", "abcdefgi"].map((id) =>
      parseTraceparent(nextTraceparent({ id })),
    );
    assert.equal(first?.traceId, second?.traceId);
    assert.notEqual(first?.traceId, other?.traceId);
    assert.notEqual(first?.parentId, second?.parentId);
    assert.equal(first?.sampled, false);
  });

  it("never has a parent id of zeros", () => {
    assert.notEqual(parseTraceparent(nextTraceparent({ id: "abcdefgh" }, random(0))), undefined);
  });
});

describe("acceptTracestate", () => {
  for (const header of ["a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "t@v=a b", "a=1, b=2"]) {
    it(`passes on ${header}`, () => {
      assert.equal(acceptTracestate(header), header);
    });
  }

  for (const [title, header] of Object.entries({
    "no pair": "a",
    "a line end": "a=1\n",
    "a capital key": "A=1",
    "an equals sign within a value": "a=b=c",
    "an empty value": "a=",
    "text of other scripts": "a=é",
    "more than 512 characters": `a=${"x".repeat(511)}`,
    "more than 32 members": Array.from({ length: 33 }, (_, index) => `k${String(index)}=1`).join(
      ",",
    ),
    nothing: "",
  })) {
    it(`drops ${title}`, () => {
      assert.equal(acceptTracestate(header), undefined);
    });
  }
});

describe("traceparentOfXray", () => {
  const root = "Root=1-5759e988-bd862e3fe1be46a994272793";

  it("reads a complete header, and writes the id as X-Ray does", () => {
    const expected = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
    assert.equal(traceparentOfXray(`${root};Parent=53995c3f42cd8ad8;Sampled=1`), expected);
    assert.equal(
      traceparentOfXray(`${root};Parent=53995c3f42cd8ad8;Sampled=0;Lineage=1:a:0`),
      expected.replace(/1$/, "0"),
    );
    assert.equal(
      xrayTraceId("5759e988bd862e3fe1be46a994272793"),
      "1-5759e988-bd862e3fe1be46a994272793",
    );
  });

  for (const header of [
    undefined,
    "",
    root,
    `${root};Parent=5399`,
    `x${root};Parent=53995c3f42cd8ad8`,
  ]) {
    it(`takes nothing of ${String(header)}`, () => {
      assert.equal(traceparentOfXray(header), undefined);
    });
  }
});

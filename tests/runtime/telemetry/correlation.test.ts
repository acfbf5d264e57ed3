import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as immediate, setTimeout as timer } from "node:timers/promises";
import fc from "fast-check";
import {
  acceptCorrelation,
  bindCorrelation,
  type Correlation,
  currentCorrelation,
  isCorrelationId,
  withCorrelation,
} from "../../../runtime/telemetry/correlation";
import { canaries } from "../../support/canaries";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

const hostile: Readonly<Record<string, string>> = {
  empty: "",
  "too short": "abcdefg",
  "too long": "a".repeat(65),
  "of a megabyte": "a".repeat(1_000_000),
  "with a line end": "abcdefgh\n",
  "with a CR": "abcdefgh\rx",
  "with an ESC": "abcdefgh\u001b[31m",
  "with U+2028": "abcdefgh\u2028",
  "with a NUL": "abcdefgh\0",
  "with quotes": 'abcdefgh","level":"x',
  "with a letter of another script": "аbcdefgh",
  "with a lone surrogate": "abcdefgh\ud800",
  "that is an access key": canaries.accessKeyId.text,
  "of a secret key's shape": "Canary0wJalrXUtnFEMI_K7MDENG_bPxRfiCYzzz",
};

const caller = (id: string): Correlation => ({ id, origin: "caller" });

describe("acceptCorrelation", () => {
  it("L1 takes over what is valid", () => {
    for (const id of ["a".repeat(8), "a".repeat(64), "A_z-0123", traceId]) {
      assert.deepEqual(acceptCorrelation(id), { id, origin: "caller" });
    }
  });

  it("L1 keeps no text that is not of the shape, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const { id, origin } = acceptCorrelation(text);
        assert.equal(origin === "caller", id === text);
        assert.equal(isCorrelationId(id), true);
        assert.equal(/^[A-Za-z0-9_-]{8,64}$/.test(text) || origin === "replaced", true);
      }),
    );
  });

  for (const [title, id] of Object.entries(hostile)) {
    it(`L1 replaces an id ${title}, says so, and keeps nothing of it`, () => {
      const made = acceptCorrelation(id);
      assert.equal(made.origin, "replaced");
      assert.match(made.id, /^[0-9a-f-]{36}$/);
      assert.deepEqual(Object.keys(made).sort(), ["id", "origin"]);
    });
  }

  it("L1 takes the trace id where there is no id, and makes one where there is neither", () => {
    assert.deepEqual(acceptCorrelation(undefined, traceparent), {
      id: traceId,
      origin: "caller",
      traceparent,
    });
    assert.equal(acceptCorrelation(undefined).origin, "made");
    assert.equal(acceptCorrelation(undefined, "00-0-0-00").origin, "made");
    assert.notEqual(acceptCorrelation(undefined).id, acceptCorrelation(undefined).id);
  });

  it("passes tracestate on only beside a valid traceparent", () => {
    assert.equal(acceptCorrelation("abcdefgh", traceparent, "a=1,b=2").tracestate, "a=1,b=2");
    assert.equal("tracestate" in acceptCorrelation("abcdefgh", traceparent, "bad"), false);
    assert.equal("tracestate" in acceptCorrelation("abcdefgh", undefined, "a=1"), false);
  });
});

// Ways on which work goes on later; each gives the id that is seen at its end.
const ways: Readonly<Record<string, () => Promise<string>>> = {
  await: async () => {
    await Promise.resolve();
    return currentCorrelation().id;
  },
  timers: async () => {
    await timer(1);
    await immediate();
    return new Promise((resolve) => {
      setTimeout(() => {
        process.nextTick(() => {
          resolve(currentCorrelation().id);
        });
      }, 1);
    });
  },
  "Promise.all": async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => {
        await immediate();
        return currentCorrelation().id;
      }),
    );
    assert.equal(new Set(ids).size, 1);
    return String(ids[0]);
  },
  streams: async () => {
    const seen: string[] = [];
    await pipeline(Readable.from(["a", "b"]), async (source) => {
      for await (const chunk of source) seen.push(`${String(chunk)}${currentCorrelation().id}`);
    });
    assert.equal(seen.length, 2);
    return String(seen[1]).slice(1);
  },
  "an emitter": async () => {
    const emitter = new EventEmitter();
    let seen = "";
    emitter.on("done", () => {
      seen = currentCorrelation().id;
    });
    setImmediate(() => emitter.emit("done"));
    await once(emitter, "done");
    return seen;
  },
  "a callback of the file system": async () => {
    const { stat } = await import("node:fs");
    return new Promise((resolve) => {
      stat(__filename, () => {
        resolve(currentCorrelation().id);
      });
    });
  },
};

describe("currentCorrelation", () => {
  for (const [title, way] of Object.entries(ways)) {
    it(`C10 survives ${title}, in 100 contexts at once`, async () => {
      const ids = Array.from({ length: 100 }, (_, index) => `request-${String(index)}-id`);
      const seen = await Promise.all(ids.map((id) => withCorrelation(caller(id), way)));
      assert.deepEqual(seen, ids);
    });
  }

  it("C10 is a new one outside any context, marked as made, each time another", async () => {
    const inside = withCorrelation(caller("request-inside"), () =>
      timer(1, currentCorrelation().id),
    );
    const outside = [currentCorrelation(), currentCorrelation()];
    assert.deepEqual(
      outside.map(({ origin }) => origin),
      ["made", "made"],
    );
    assert.notEqual(outside[0]?.id, outside[1]?.id);
    assert.equal(await inside, "request-inside");
    assert.equal(currentCorrelation().origin, "made");
  });

  it("C10 is the inner one within another context, and the outer one after it", () => {
    withCorrelation(caller("request-outer"), () => {
      withCorrelation(caller("request-inner"), () => {
        assert.equal(currentCorrelation().id, "request-inner");
      });
      assert.equal(currentCorrelation().id, "request-outer");
    });
  });

  it("C10 is lost with the context when the work throws", async () => {
    const failing = withCorrelation(caller("request-failing"), async () => {
      await immediate();
      throw new Error(currentCorrelation().id);
    });
    await assert.rejects(failing, { message: "request-failing" });
    assert.equal(currentCorrelation().origin, "made");
  });
});

describe("bindCorrelation", () => {
  it("C10 keeps a listener's own correlation when another request emits", () => {
    const shared = new EventEmitter();
    const seen: string[] = [];
    const listen = (id: string) => {
      withCorrelation(caller(id), () => {
        shared.on(
          "data",
          bindCorrelation((text: string) => seen.push(text + currentCorrelation().id)),
        );
      });
    };
    listen("request-first");
    listen("request-second");
    withCorrelation(caller("request-third"), () => shared.emit("data", "of "));
    assert.deepEqual(seen, ["of request-first", "of request-second"]);
  });

  it("C10 makes one id for a listener that is bound outside any context", () => {
    const bound = bindCorrelation(currentCorrelation);
    const first = withCorrelation(caller("request-first"), bound);
    assert.equal(first.origin, "made");
    assert.deepEqual(bound(), first);
  });
});

import assert from "node:assert/strict";
import * as z from "zod/mini";
import { integer, json, readSettings, SettingsError } from "../../../services/http/settings";

const settings = {
  schema: z.object({
    MODE: z.enum(["a", "b"]),
    SIZE: z._default(integer(1, 10), 5),
    LIST: z.optional(json(z.array(z.string()))),
    FILE: z.optional(z.string()),
  }),
  meanings: { MODE: "a or b", SIZE: "1 to 10", LIST: "JSON of names", FILE: "a file" },
  needs: ({ MODE }: Readonly<Record<string, string | undefined>>) =>
    MODE === "b" ? { FILE: "with MODE=b" } : {},
};

const read = (environment: Readonly<Record<string, string | undefined>>) =>
  readSettings(settings, environment);

describe("settings", () => {
  it("reads values, defaults, and nothing else of the environment", () => {
    assert.deepEqual(read({ MODE: "a", SIZE: "7", LIST: '["x"]', HOME: "/root" }), {
      MODE: "a",
      SIZE: 7,
      LIST: ["x"],
    });
    assert.deepEqual(read({ MODE: "a", SIZE: "", FILE: "" }), { MODE: "a", SIZE: 5 });
  });

  it("tells every problem at once, with what is allowed, and no value", () => {
    const given = { MODE: "c-secret", SIZE: "11", LIST: "{secret" };
    assert.throws(
      () => read(given),
      (error) => {
        assert.ok(error instanceof SettingsError);
        assert.deepEqual(error.message.split("\n  ").slice(1), [
          "MODE is not valid: a or b",
          "SIZE is not valid: 1 to 10",
          "LIST is not valid: JSON of names",
        ]);
        assert.ok(!error.message.includes("secret"));
        return true;
      },
    );
  });

  it("tells what another setting makes necessary", () => {
    assert.throws(
      () => read({ MODE: "b", SIZE: "x" }),
      /SIZE is not valid: 1 to 10\n {2}FILE is missing, which is needed with MODE=b: a file/,
    );
    assert.deepEqual(read({ MODE: "b", FILE: "f" }), { MODE: "b", SIZE: 5, FILE: "f" });
  });

  it("reads no number that is written in another way", () => {
    for (const SIZE of ["1.0", "1e0", "0x1", " 1", "+1", "-1", "1_0", "NaN", "0", "١"]) {
      assert.throws(() => read({ MODE: "a", SIZE }), SettingsError);
    }
  });
});

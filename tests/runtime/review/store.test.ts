import assert from "node:assert/strict";
import { partNames } from "../../../runtime/review/part";
import { keepPart, reviewKeys, storedParts } from "../../../runtime/review/store";
import { makeWorld, period } from "./world";

const part = (attempt: number) => ({
  version: 1 as const,
  part: "key-use" as const,
  attempt,
  status: "unreadable" as const,
  reason: "throttled" as const,
  scannedBytes: attempt,
  rows: [],
});

describe("reviewKeys", () => {
  it("A1 has one key for each object, below the week", () => {
    const keys = [
      ...partNames.flatMap((name) =>
        [1, 2, 3].map((attempt) => reviewKeys.part(period, name, attempt)),
      ),
      reviewKeys.report(period),
      reviewKeys.page(period),
      reviewKeys.told(period),
    ];
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.every((key) => key.startsWith(`reviews/${period.id}/`)));
  });
});

describe("storedParts", () => {
  it("A2 gives the last attempt at each part", async () => {
    const { ports, objects } = makeWorld();
    for (const attempt of [1, 2]) await keepPart(ports.evidence, period, part(attempt));
    const stored = await storedParts(ports.evidence, period, new Set(objects.keys()));
    assert.deepEqual([...stored.values()], [part(2)]);
  });

  it("refuses what is no part", async () => {
    const { ports, objects } = makeWorld();
    objects.set(reviewKeys.part(period, "key-use", 1), '{"version":2}');
    await assert.rejects(storedParts(ports.evidence, period, new Set(objects.keys())));
  });
});

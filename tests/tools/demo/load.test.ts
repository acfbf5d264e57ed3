import assert from "node:assert/strict";
import { sendLoad } from "../../../tools/demo/load";

describe("load", () => {
  it("counts good, failed and left-out calls apart, and waits for those under way", async () => {
    const ended: (() => void)[] = [];
    const options = { perSecond: 1000, seconds: 0.5, maxUnderWay: 3 };
    const sending = sendLoad({
      ...options,
      call: (index) => {
        if (index === 0) return Promise.reject(new Error("refused"));
        if (index === 1) return Promise.resolve(false);
        return new Promise((resolve) => {
          ended.push(() => {
            resolve(true);
          });
        });
      },
    });
    setTimeout(() => {
      for (const end of ended) end();
    }, 800);
    const { good, bad, leftOut } = await sending;
    assert.deepEqual([good, bad], [ended.length, 2]);
    assert.ok(good >= 1 && good <= 3 && leftOut > 0);
  });
});

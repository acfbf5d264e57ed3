import assert from "node:assert/strict";
import { checkDetectors } from "../../config/detector-checks";
import { parse, reportsEach } from "../support/config-cases";
import { planContext } from "../support/context";

const detectors = (own: Readonly<Record<string, boolean>>, accountBaseline = "owner") => ({
  environment: "prod",
  accountBaseline,
  monitoring: { detectors: own },
});

describe("checkDetectors", () => {
  reportsEach([
    {
      title: "Security Hub without a recorder",
      overrides: detectors({ configRecorder: false }),
      code: "MON001",
      path: "monitoring.detectors.securityHub",
      fix: /^set monitoring\.detectors\.configRecorder to true, or monitoring\.detectors\.securityHub to false$/,
    },
    {
      title: "Detective without GuardDuty",
      overrides: detectors({ guardDuty: false }),
      code: "MON002",
      path: "monitoring.detectors.detective",
      fix: /guardDuty/,
    },
  ]);

  it("LOG-93 takes a stack of another owner's account as it is, because it creates neither", () => {
    const overrides = detectors({ configRecorder: false, guardDuty: false }, "reference");
    assert.ok(parse(overrides).ok);
    assert.deepEqual(checkDetectors(planContext(overrides).config), []);
  });

  it("takes each of the two detectors off together with what it needs", () => {
    assert.ok(parse(detectors({ configRecorder: false, securityHub: false })).ok);
    assert.ok(parse(detectors({ guardDuty: false, detective: false })).ok);
  });
});

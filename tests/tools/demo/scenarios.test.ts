import assert from "node:assert/strict";
import { headerNames } from "../../../runtime/request/headers";
import { headerValues } from "../../../runtime/request/single-header";
import { timeToDeny } from "../../../tools/demo/quarantine";
import { marksFor, outcomeLines } from "../../../tools/demo/report";
import { runScenario, type Scenario, scenarios, variants } from "../../../tools/demo/scenarios";
import { type System, startSystem } from "../../../tools/demo/system";
import { assertNoCanary, canaries } from "../../support/canaries";
import { needsMoto } from "../../support/moto";

/** What each scenario proves, by its name. */
const titles: Readonly<Record<string, string>> = {
  allowed: "L1 ties one line of each party together with the client's correlation id",
  denied: "G6 denies an intent that no edge has, before anything is signed or sent",
  "tampered body": "C5 has axon refuse a body that was changed on the way",
  replay: "G16 has axon refuse the second use of a request",
  "forged identity": "V1 has axon refuse an identity header that no platform set",
  "hung governance": "C1 refuses within its limits while governance hangs",
  "tampered body with its digest": "G17 has axon refuse a body that was changed with its digest",
  "stolen alias": "G13 keeps a service with stolen rights to ask out of another's alias",
  "receipt left out": "G17 has axon refuse a request without its receipt",
};

describe("the system on this machine", function () {
  let system: System;

  before(async function () {
    needsMoto(this);
    system = await startSystem({
      secrets: { orbit: canaries.password.text, axon: canaries.secretString.text },
      environment: Object.fromEntries(
        Object.entries(canaries).map(([name, { text }]) => [`CANARY_${name}`, text]),
      ),
    });
  });

  after(async () => {
    await (system as System | undefined)?.stop();
  });

  /** Runs a scenario; the message of a failure is what the demo would print. */
  async function assertAsExpected(scenario: Scenario): Promise<void> {
    const outcome = await runScenario(system, scenario);
    const told = outcomeLines(outcome, marksFor(false, {})).join("\n");
    assert.deepEqual(outcome.surprises, [], told);
  }

  for (const scenario of [...scenarios, ...variants]) {
    it(titles[scenario.name] ?? scenario.name, () => assertAsExpected(scenario));
  }

  it("works again after governance hung", async () => {
    const { status } = await system.dispatch("Go on.", "after-the-hang");
    assert.equal(status, 200);
  });

  it("denies a quarantined service, and lets it work again afterwards", async () => {
    await timeToDeny(system);
    // What was read before is used for up to a second.
    let status = 403;
    for (let attempt = 0; attempt < 100 && status === 403; attempt += 1) {
      ({ status } = await system.dispatch("Go on.", `released-${String(attempt)}`));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(status, 200);
  });

  it("L1 replaces a correlation id that is none, and repeats it nowhere", async () => {
    const hostile = "x-hostile-id$(reboot)";
    const { body } = await system.dispatch("Go on.", hostile);
    await system.journal.settled("nothing-has-this-id", 0);
    assert.ok(!body.includes("reboot"));
    assert.ok(system.journal.lines().every(({ text }) => !text.includes("reboot")));
  });

  it("G20 allows nothing that axon or governance cannot record", async () => {
    const own = await startSystem();
    try {
      const before = own.workDone();
      own.cutLog("axon");
      const unrecorded = await own.dispatch("Go on.", "axon-log-fails");
      own.cutLog("governance");
      const undecided = await own.dispatch("Go on.", "governance-log-fails");
      assert.deepEqual([unrecorded.status, undecided.status, own.workDone()], [503, 503, before]);
      const [event] = await own.journal.settled("governance-log-fails", 1);
      assert.deepEqual([event?.party, event?.fields["reason"]], ["orbit", "audit-failed"]);
    } finally {
      await own.stop();
    }
  });

  it("L4 shows no secret in any process's output or any answer", async () => {
    const answers: string[] = [];
    for (const [name, { text }] of Object.entries(canaries)) {
      const value = text.replaceAll(/[^ -~]/g, "");
      const headers = ["Authorization", value, "Cookie", value, "tracestate", value];
      const id = `canary-${name}`.slice(0, 64);
      answers.push((await system.dispatch(text, id, headers)).body);
      const captured = system.wire.captured(id);
      answers.push((await system.sendToAxon(captured)).body);
      answers.push((await system.dispatch("Go on.", value)).body);
    }
    await system.journal.settled("canary-userinfo", 4);
    const output = [...answers, ...system.journal.lines().map(({ text }) => text)].join("\n");
    assert.ok(output.includes("canary-userinfo"));
    assertNoCanary(output.replaceAll(/"correlation_?[iI]d":"canary-\w+"/g, ""));
    const { rawHeaders } = system.wire.captured("canary-userinfo");
    const names = ["authorization", "x-amz-security-token"];
    for (const name of [...names, headerNames.receipt, headerNames.webIdentityToken]) {
      const [value = ""] = headerValues(rawHeaders, name);
      assert.ok(value.length > 20, `${name} was not sent`);
      assert.ok(!output.includes(value.slice(-24)), `${name} is in the output`);
    }
  });
});

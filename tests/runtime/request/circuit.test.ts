import assert from "node:assert/strict";
import fc from "fast-check";
import { createCircuit, type ReportTrial } from "../../../runtime/request/circuit";

function circuitAt(start = 0) {
  const time = { now: start };
  const circuit = createCircuit({ failures: 3, openMilliseconds: 100, clock: () => time.now });
  const report = (succeeded: boolean) => {
    const trial = circuit.enter();
    assert.ok(trial !== undefined);
    trial(succeeded);
  };
  return { circuit, time, report };
}

describe("createCircuit", () => {
  it("C9 opens after failures in a row, and then lets nobody wait", () => {
    const { circuit, report } = circuitAt();
    for (let failure = 0; failure < 3; failure += 1) report(false);
    assert.equal(circuit.enter(), undefined);
  });

  it("C9 starts to count again after a success", () => {
    const { circuit, report } = circuitAt();
    for (const succeeded of [false, false, true, false, false]) report(succeeded);
    assert.notEqual(circuit.enter(), undefined);
  });

  it("C9 lets exactly one probe through when its time is over", () => {
    const { circuit, time, report } = circuitAt();
    for (let failure = 0; failure < 3; failure += 1) report(false);
    time.now = 99;
    assert.equal(circuit.enter(), undefined);
    time.now = 100;
    const entered = Array.from({ length: 50 }, () => circuit.enter());
    assert.equal(entered.filter((trial) => trial !== undefined).length, 1);
  });

  it("C9 closes when the probe succeeds, and opens for another time when it fails", () => {
    const { circuit, time, report } = circuitAt();
    for (let failure = 0; failure < 3; failure += 1) report(false);
    time.now = 100;
    report(false);
    time.now = 199;
    assert.equal(circuit.enter(), undefined);
    time.now = 200;
    report(true);
    const entered = Array.from({ length: 5 }, () => circuit.enter());
    assert.ok(entered.every((trial) => trial !== undefined));
  });

  it("C9 is not closed or opened by what began before it opened", () => {
    const { circuit, time, report } = circuitAt();
    const early = [circuit.enter(), circuit.enter(), circuit.enter(), circuit.enter()];
    for (let failure = 0; failure < 3; failure += 1) report(false);
    early[0]?.(true);
    assert.equal(circuit.enter(), undefined);
    time.now = 100;
    report(true);
    for (const trial of early.slice(1)) trial?.(false);
    assert.notEqual(circuit.enter(), undefined);
  });

  it("C9 never has more than one probe under way, whatever the order of events", () => {
    const step = fc.oneof(
      fc.record({ enter: fc.constant(true) }),
      fc.record({ report: fc.boolean(), index: fc.nat() }),
      fc.record({ wait: fc.integer({ min: 0, max: 150 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { circuit, time } = circuitAt();
        const trials: ReportTrial[] = [];
        let isOpen = false;
        let probe: ReportTrial | undefined;
        const enter = () => {
          const trial = circuit.enter();
          isOpen ||= trial === undefined;
          if (trial === undefined) return;
          assert.equal(probe, undefined);
          if (isOpen) probe = trial;
          trials.push(trial);
        };
        for (const each of steps) {
          if ("wait" in each) time.now += each.wait;
          if ("enter" in each) enter();
          if (!("report" in each) || trials.length === 0) continue;
          const [trial] = trials.splice(each.index % trials.length, 1);
          trial?.(each.report);
          if (trial === probe) {
            isOpen = !each.report;
            probe = undefined;
          }
          // Just after a report, time cannot have passed: this shows whether it opened the circuit.
          enter();
        }
        // However it came there: when all is reported and time has passed, it lets someone in.
        for (const trial of trials) trial(false);
        time.now += 1000;
        assert.notEqual(circuit.enter(), undefined);
      }),
    );
  });
});

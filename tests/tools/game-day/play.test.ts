import assert from "node:assert/strict";
import { AuthorizeSecurityGroupIngressCommand } from "@aws-sdk/client-ec2";
import { type Cloud, startCloud } from "../../../tools/game-day/cloud";
import { createEstate, type Estate } from "../../../tools/game-day/estate";
import { gameDayFacts } from "../../../tools/game-day/facts";
import { isQuarantined } from "../../../tools/game-day/held";
import type { Answer, Responder } from "../../../tools/game-day/people";
import { type GameDay, play } from "../../../tools/game-day/play";
import type { Scenario } from "../../../tools/game-day/scenario";
import { scenarios } from "../../../tools/game-day/scenarios";
import { stolenCredentials } from "../../../tools/game-day/scenarios/stolen-credentials";
import { differences, readState } from "../../../tools/game-day/state";
import { needsMoto } from "../../support/moto";

const yes: Answer = "yes";

const verdicts = ({ incidents }: GameDay) => incidents.map(({ verdict }) => verdict).sort();

const actions = ({ incidents }: GameDay) =>
  incidents.flatMap(({ records }) => records).filter(({ outcome }) => outcome === "done");

describe("play", function () {
  this.timeout(120_000);
  const facts = gameDayFacts();
  let cloud: Cloud | undefined;

  before(async function () {
    needsMoto(this);
    cloud = await startCloud(facts.context.environment);
  });

  after(async () => {
    await cloud?.stop();
  });

  async function rehearse(scenario: Scenario, responder?: Responder) {
    assert.ok(cloud !== undefined);
    const estate = await createEstate(cloud, facts);
    const day = await play(estate, scenario, responder === undefined ? {} : { responder });
    return { day, estate };
  }

  for (const scenario of scenarios) {
    it(`IR-99 ${scenario.name} ends contained and released, with evidence that is locked`, async () => {
      const { day } = await rehearse(scenario);
      assert.deepEqual(day.problems, []);
      assert.deepEqual(verdicts(day), ["contain"]);
      const { detected, quarantined, contained, released } = day.milliseconds;
      const times = [detected, quarantined, contained, released].map((time) => time ?? -1);
      assert.ok(times.every((time) => time >= 0));
      assert.deepEqual(
        times,
        times.toSorted((one, other) => one - other),
      );
      const told = day.fired.filter(({ contacts }) => contacts.length > 0);
      assert.ok(told.length > 0, "nobody is told");
    });
  }

  it("I1 contains one service and touches no other", async () => {
    const seen: string[] = [];
    const { day } = await rehearse(stolenCredentials, async (state, estate) => {
      if (state !== "AskRecovery") return yes;
      const { items, tasks } = await readState(estate);
      seen.push(...Object.keys(items).filter((key) => key.startsWith("quarantine#")));
      const running = Object.entries(tasks).filter(([, { wanted }]) => wanted > 0);
      seen.push(...running.map(([name]) => name));
      return yes;
    });
    const orbit = facts.plan.response.function.settings.services["orbit"]?.ecs?.service;
    assert.deepEqual(seen, ["quarantine#axon", orbit]);
    assert.deepEqual(day.problems, []);
  });

  it("I3 says which piece has drifted, restores it not, and stays quarantined", async () => {
    const { day, estate } = await rehearse(
      stolenCredentials,
      async (state, { cloud: { clients }, settings }) => {
        if (state !== "AskRecovery") return yes;
        const GroupId = settings.services["axon"]?.securityGroupId ?? "";
        const IpRanges = [{ CidrIp: "192.0.2.0/24" }];
        const IpPermissions = [{ IpProtocol: "tcp", FromPort: 1, ToPort: 1, IpRanges }];
        await clients.ec2.send(
          new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }),
        );
        return yes;
      },
    );
    const group = estate.settings.services["axon"]?.securityGroupId ?? "";
    assert.ok(day.problems.includes(`release: restore group ${group}: drifted`));
    assert.ok(day.problems.includes(`not as before: group ${group}`));
    assert.ok(day.problems.includes("axon was not released"));
    assert.equal(day.milliseconds.released, undefined);
    assert.equal(isQuarantined(day.after, "axon"), true);
  });

  it("I7 contains once when the same finding comes twice at once", async () => {
    const { events } = stolenCredentials;
    const twice = {
      ...stolenCredentials,
      events: (stage: Parameters<typeof events>[0]) => [...events(stage), ...events(stage)],
    };
    const { day } = await rehearse(twice);
    assert.deepEqual(verdicts(day), ["contain", "duplicate"]);
    assert.deepEqual(day.problems, []);
    const quarantines = actions(day).filter(({ action }) => action === "quarantine axon");
    assert.equal(quarantines.length, 1);
  });

  it("I2 stays quarantined while nobody answers, and changes nothing else", async () => {
    const asked: string[] = [];
    const { day } = await rehearse(stolenCredentials, (state) => {
      asked.push(state);
      return "silence";
    });
    assert.deepEqual(asked, ["AskApproval", "Escalate"]);
    assert.equal(isQuarantined(day.after, "axon"), true);
    assert.deepEqual(differences(day.before, day.after), [
      "item incident#service#axon",
      "item quarantine#axon",
    ]);
    assert.equal(day.milliseconds.contained, undefined);
    assert.ok(day.problems.includes("axon was not released"));
    const learnt = actions(day).filter(({ step }) => step === "learn");
    assert.equal(learnt.length, 2);
  });

  it("ends the quarantine when people say no, and has contained nothing", async () => {
    const { day } = await rehearse(stolenCredentials, () => "no");
    assert.deepEqual(differences(day.before, day.after), []);
    assert.equal(isQuarantined(day.after, "axon"), false);
    assert.ok(!actions(day).some(({ step }) => step === "revoke"));
    assert.ok(day.problems.includes("containment was not verified"));
  });

  it("fails a scenario that nothing notices", async () => {
    const unseen: Scenario = { ...stolenCredentials, events: () => [] };
    const { day } = await rehearse(unseen);
    assert.ok(day.problems.includes("nothing started the workflow"));
    assert.ok(day.problems.includes("detection guardduty-findings did not fire"));
    assert.deepEqual(day.incidents, []);
  });

  it("creates the rules that are planned, and no other", async () => {
    assert.ok(cloud !== undefined);
    const estate: Estate = await createEstate(cloud, facts);
    const { groups } = await readState(estate);
    const { rules } = facts.plan.securityGroups;
    for (const [service, { securityGroupId }] of Object.entries(estate.settings.services)) {
      const planned = rules.filter(({ group }) => group === service);
      assert.ok(planned.length > 0);
      assert.equal(groups[securityGroupId]?.length, planned.length, service);
    }
  });
});

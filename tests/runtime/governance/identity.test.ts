import assert from "node:assert/strict";
import { assertDenied, denies } from "./denials";
import { aliasArn, asked, functionName, reasonRequest, sampleGovernance } from "./sample-estate";

describe("identity", () => {
  it("G13 takes the principal from the transport alone", async () => {
    await denies(reasonRequest, "principal-mismatch", { alias: "axon" });
    await denies({ ...reasonRequest, service: "axon" }, "principal-mismatch");
    await denies(reasonRequest, "identity-unknown", { alias: "stranger" });
    const sample = sampleGovernance();
    const nobody = { ...asked(reasonRequest), identity: undefined };
    assertDenied(sample, await sample.governance.handle(nobody), "identity-missing");
  });

  it("G14 allows a caller by the session of its role, and by no other ARN", async () => {
    const { governance } = sampleGovernance();
    const reasonFor = async (arn: string) => {
      const identity = { kind: "principal", arn } as const;
      return (await governance.handle({ ...asked(reasonRequest), identity })).reason;
    };
    const session = "arn:aws:sts::111122223333:assumed-role/estate-orbit-task/any";
    assert.equal(await reasonFor(session), "permitted");
    for (const arn of [
      session.replace("task/", "task-evil/"),
      session.replace("orbit", "Orbit"),
      session.replace("1111", "2222"),
      session.replace(":aws:", ":aws-cn:"),
      "arn:aws:iam::111122223333:root",
      "arn:aws:iam::111122223333:user/estate-orbit-task",
      "arn:aws:sts::111122223333:assumed-role/other/estate-orbit-task",
    ]) {
      assert.equal(await reasonFor(arn), "identity-unknown", arn);
    }
  });

  it("takes an alias of its own function only", async () => {
    const { governance } = sampleGovernance();
    const own = aliasArn("orbit");
    for (const invokedArn of [
      own.replace("governance", "governance-2"),
      own.replace("1111", "2222"),
      own.replace(":aws:", ":aws-cn:"),
      own.replace("lambda", "sts"),
      own.slice(0, -":orbit".length),
      `${own}:orbit`,
      `${own}\n`,
      own.replace("orbit", "$LATEST"),
      own.replace("orbit", "heartbeat"),
      own.replace("orbit", "ORBIT"),
    ]) {
      const identity = { kind: "alias", invokedArn, functionName } as const;
      const answer = await governance.handle({ ...asked(reasonRequest), identity });
      assert.equal(answer.reason, "identity-unknown", invokedArn);
    }
  });
});

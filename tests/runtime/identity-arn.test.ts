import assert from "node:assert/strict";
import fc from "fast-check";
import { parseRoleArn, serviceOfArn } from "../../runtime/identity-arn";

const lookup = serviceOfArn({
  partition: "aws",
  accountId: "111122223333",
  roleNames: { orbit: ["orbit-task", "orbit-to-axon"], axon: ["axon-task"] },
});

const strangers: Readonly<Record<string, string>> = {
  root: "arn:aws:iam::111122223333:root",
  user: "arn:aws:iam::111122223333:user/orbit-task",
  "federated user": "arn:aws:sts::111122223333:federated-user/orbit-task",
  "other account": "arn:aws:sts::444455556666:assumed-role/orbit-task/session",
  "other partition": "arn:aws-cn:sts::111122223333:assumed-role/orbit-task/session",
  "longer name": "arn:aws:sts::111122223333:assumed-role/orbit-task-evil/session",
  "longer name before": "arn:aws:sts::111122223333:assumed-role/evil-orbit-task/session",
  "other case": "arn:aws:sts::111122223333:assumed-role/Orbit-Task/session",
  "name in the session": "arn:aws:sts::111122223333:assumed-role/evil/orbit-task",
  "name in the path": "arn:aws:iam::111122223333:role/orbit-task/evil",
  "no session": "arn:aws:sts::111122223333:assumed-role/orbit-task",
  "empty session": "arn:aws:sts::111122223333:assumed-role/orbit-task/",
  "two sessions": "arn:aws:sts::111122223333:assumed-role/orbit-task/session/more",
  "path in a session's ARN": "arn:aws:sts::111122223333:assumed-role/path/orbit-task/session",
  "wrong service": "arn:aws:iam::111122223333:assumed-role/orbit-task/session",
  "with a region": "arn:aws:sts:us-east-1:111122223333:assumed-role/orbit-task/session",
  wildcard: "arn:aws:sts::111122223333:assumed-role/*/session",
  "short account": "arn:aws:sts::11112222333:assumed-role/orbit-task/session",
  "line break after": "arn:aws:sts::111122223333:assumed-role/orbit-task/session\n",
  "space before": " arn:aws:sts::111122223333:assumed-role/orbit-task/session",
  "capital prefix": "ARN:aws:sts::111122223333:assumed-role/orbit-task/session",
  "full-width digits": "arn:aws:sts::１11122223333:assumed-role/orbit-task/session",
  "property of objects": "arn:aws:sts::111122223333:assumed-role/constructor/session",
  prototype: "arn:aws:sts::111122223333:assumed-role/__proto__/session",
  empty: "",
  long: `arn:aws:iam::111122223333:role/${"a/".repeat(2000)}orbit-task`,
};

describe("identity-arn", () => {
  it("finds the service of a session, of a role, and of a role with a path", () => {
    assert.equal(lookup("arn:aws:sts::111122223333:assumed-role/orbit-task/session"), "orbit");
    assert.equal(lookup("arn:aws:sts::111122223333:assumed-role/orbit-to-axon/s2"), "orbit");
    assert.equal(lookup("arn:aws:iam::111122223333:role/axon-task"), "axon");
    assert.equal(lookup("arn:aws:iam::111122223333:role/agents/eu/axon-task"), "axon");
  });

  for (const [name, arn] of Object.entries(strangers)) {
    it(`G14 takes no service from an ARN with ${name}`, () => {
      assert.equal(lookup(arn), undefined);
    });
  }

  it("G14 gives no meaning to the session's name, whatever it is", () => {
    const session = fc.stringMatching(/^[\w+=,.@-]{2,64}$/);
    fc.assert(
      fc.property(session, (name) => {
        const arn = `arn:aws:sts::111122223333:assumed-role/orbit-task/${name}`;
        assert.equal(lookup(arn), "orbit");
        assert.equal(lookup(arn.replace("orbit-task", "unknown")), undefined);
      }),
    );
  });

  it("takes no service from random text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => parseRoleArn(text) === undefined && lookup(text) === undefined,
      ),
    );
  });

  it("refuses roles that act for two services", () => {
    const roles = { partition: "aws", accountId: "1", roleNames: { a: ["r"], b: ["r"] } };
    assert.throws(() => serviceOfArn(roles), /role r acts for a and for b/);
  });
});

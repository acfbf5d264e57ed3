import assert from "node:assert/strict";
import fc from "fast-check";
import { planIdentity } from "../../../plan/identity";
import { sessionPolicy } from "../../../runtime/request/session-policy";
import { forEachExample } from "../../plan/examples";
import { planContext } from "../../support/context";

const serviceArn = "arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-0123456789abcdef0";
const path = fc.stringMatching(/^\/[A-Za-z0-9/_.~-]{0,40}$/);

interface Written {
  readonly Statement: readonly { readonly Action: string; readonly Resource: readonly string[] }[];
}
const written = (text: string): Written => JSON.parse(text) as Written;

describe("sessionPolicy", () => {
  it("IAM-61 allows exactly the given paths of the service, each once", () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 12 }), (paths) => {
        const text = sessionPolicy({ serviceArn, paths });
        assert.ok(text.length <= 2048);
        const { Statement } = written(text);
        assert.equal(Statement.length, 1);
        assert.equal(Statement[0]?.Action, "vpc-lattice-svcs:Invoke");
        assert.deepEqual(
          Statement[0].Resource.toSorted(),
          [...new Set(paths)].map((each) => `${serviceArn}${each}`).sort(),
        );
      }),
    );
  });

  it("IAM-61 takes nothing from an edge: it has every resource of the access role that is planned for it", () => {
    forEachExample((title, { config }, { identity }) => {
      for (const { from, to, operations } of config.edges) {
        const role = identity.roles.find(({ key }) => key === `${from}-to-${to}`);
        if (role === undefined) continue;
        const allowed = role.policy?.Statement.flatMap(({ Resource = [] }) =>
          Resource.map((each) =>
            typeof each === "string" ? each : `${serviceArn}${each.suffix ?? ""}`,
          ),
        );
        const text = sessionPolicy({ serviceArn, paths: operations.map((each) => each.path) });
        assert.deepEqual(written(text).Statement[0]?.Resource, allowed, title);
      }
    });
  });

  it("IAM-54 is never longer than the policy whose size the plan checks", () => {
    const role = planIdentity(planContext(), "identity").roles.find(
      ({ key }) => key === "orbit-to-axon",
    );
    const planned = JSON.stringify(role?.policy, (_key, value: unknown) =>
      typeof value === "object" && value !== null && "ref" in value
        ? `${serviceArn}/reason`
        : value,
    );
    assert.ok(sessionPolicy({ serviceArn, paths: ["/reason"] }).length <= planned.length);
  });

  it("refuses what would allow more than exact paths, or nothing", () => {
    const refused = [[], ["*"], ["/*"], ["/a?"], ["/$"], ["reason"], ["/a", "/b*"], [""]];
    for (const paths of refused) {
      assert.throws(() => sessionPolicy({ serviceArn, paths }), RangeError, paths.join());
    }
  });

  it("refuses another ARN than that of one service", () => {
    for (const other of [
      "*",
      "",
      `${serviceArn}/`,
      "arn:aws:vpc-lattice:us-east-1:111122223333:service/*",
      "arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0",
      `${serviceArn}\n`,
    ]) {
      assert.throws(() => sessionPolicy({ serviceArn: other, paths: ["/a"] }), RangeError, other);
    }
  });

  it("IAM-54 refuses to be longer than STS accepts, by one character too", () => {
    const filled = (characters: number) => {
      const paths = Array.from({ length: 10 }, (_, index) => `/${String(index)}`.padEnd(100, "x"));
      const length = sessionPolicy({ serviceArn, paths }).length;
      const rest = characters - length - `,"${serviceArn}"`.length;
      return sessionPolicy({ serviceArn, paths: [...paths, "/".padEnd(rest, "y")] });
    };
    assert.equal(filled(2048).length, 2048);
    assert.throws(() => filled(2049), /2049 characters; STS accepts 2048/);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Statement } from "../../../plan/document";
import { planIdentity } from "../../../plan/identity";
import { type Person, trustPeople, trustTokens } from "../../../plan/identity/trust";
import { namesFor } from "../../../plan/naming";
import { sendingOnAssume } from "../../../policy-pack/iam/source-senders";
import { planContext } from "../../support/context";
import { documentsOf, everybody, forEachExample } from "../examples";

const person: fc.Arbitrary<Person> = fc
  .record({
    kind: fc.constantFrom("user", "role"),
    name: fc.stringMatching(/^[a-z]{1,20}$/),
    mfa: fc.constantFrom("iam" as const, "identity-provider" as const),
  })
  .map(({ kind, name, mfa }) => ({ arn: `arn:aws:iam::111122223333:${kind}/${name}`, mfa }));

const principalsOf = ({ Principal }: Statement): readonly string[] =>
  Principal === undefined || Principal === "*" ? [] : (Principal.AWS ?? []);

const servicesOf = (principal: Statement["Principal"]): readonly string[] =>
  principal === undefined || principal === "*" ? [] : (principal.Service ?? []);

const askedOf = (condition: Statement["Condition"] = {}) => ({
  account: condition["StringEquals"]?.["aws:SourceAccount"] !== undefined,
  source: condition["ArnLike"]?.["aws:SourceArn"] !== undefined,
});

describe("trustPeople", () => {
  it("IAM-62 asks exactly those for MFA who can show it, and lets each in once", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(person, { selector: ({ arn }) => arn, maxLength: 8 }),
        fc.integer({ min: 60, max: 3600 }),
        (people, seconds) => {
          const statements = trustPeople(people, seconds);
          assert.ok(statements.every(({ Effect }) => Effect === "Allow"));
          for (const { arn, mfa } of people) {
            const [own, ...others] = statements.filter((each) => principalsOf(each).includes(arn));
            assert.deepEqual(others, []);
            const asked = {
              Bool: { "aws:MultiFactorAuthPresent": "true" },
              NumericLessThan: { "aws:MultiFactorAuthAge": String(seconds) },
            };
            assert.deepEqual(own?.Condition, mfa === "iam" ? asked : undefined);
          }
          assert.equal(statements.flatMap(principalsOf).length, people.length);
        },
      ),
    );
  });

  it("IAM-61 lets through what a session says of itself, or tagged sessions could not enter", () => {
    const [statement] = trustPeople([{ arn: "arn:aws:iam::111122223333:user/a", mfa: "iam" }], 60);
    assert.deepEqual(statement?.Action, [
      "sts:AssumeRole",
      "sts:SetSourceIdentity",
      "sts:TagSession",
    ]);
  });
});

describe("trustTokens", () => {
  it("names the claims as the provider's host and path, and compares them by equality", () => {
    const statement = trustTokens({
      providerArn: "arn:aws:iam::111122223333:oidc-provider/gitlab.example.com/oidc",
      issuer: "https://gitlab.example.com/oidc",
      audience: "https://gitlab.example.com",
      subjects: ["project_path:acme/agents:ref_type:branch:ref:main"],
    });
    assert.deepEqual(statement.Condition, {
      StringEquals: {
        "gitlab.example.com/oidc:aud": "https://gitlab.example.com",
        "gitlab.example.com/oidc:sub": ["project_path:acme/agents:ref_type:branch:ref:main"],
      },
    });
  });
});

describe("trust policies of the estate", () => {
  it("IAM-59 name roles of the stack that exist before, or people of the configuration; never an account", () => {
    forEachExample((title, { config, names }, { identity }) => {
      const people = Object.values(config.identity.people).flatMap((list) =>
        list.map(({ arn }) => arn),
      );
      for (const { key, trustPolicy, trusts } of identity.roles) {
        const roles = identity.roles.filter((role) => trusts.includes(role.key));
        const known = [...people, ...roles.map(({ name }) => names.roleArn(name))];
        for (const arn of trustPolicy.Statement.flatMap(principalsOf)) {
          assert.ok(known.includes(arn), `${title}: ${key} trusts ${arn}`);
        }
      }
    });
  });

  it("IAM-60 BEST-20 ask every service for its source that names one, and no other", () => {
    const seen = new Set<string>();
    forEachExample((title, _context, { identity }) => {
      for (const { key, trustPolicy } of identity.roles) {
        for (const { Principal, Condition } of trustPolicy.Statement) {
          for (const service of servicesOf(Principal)) {
            seen.add(service);
            const sends = sendingOnAssume(service.replace(".amazonaws.com", ""));
            assert.notEqual(sends, "unlisted", `${title}: ${service}`);
            const asked = askedOf(Condition);
            const isAsked = sends === "sends";
            assert.deepEqual(asked, { account: isAsked, source: isAsked }, `${title}: ${key}`);
          }
        }
      }
    });
    assert.deepEqual(
      [...seen].sort(),
      ["cloudtrail", "ecs-tasks", "events", "lambda", "states", "vpc-flow-logs"].map(
        (id) => `${id}.amazonaws.com`,
      ),
    );
  });

  it("IAM-61 BEST-21 let a caller chain for an hour, named and with a correlation id", () => {
    const { roles, sessionSeconds } = planIdentity(planContext(), "identity");
    assert.equal(sessionSeconds, 3600);
    const edge = roles.find(({ key }) => key === "orbit-to-axon");
    const [statement] = edge?.trustPolicy.Statement ?? [];
    for (const action of ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]) {
      assert.ok(statement?.Action.includes(action), action);
    }
    assert.equal(statement?.Condition?.["StringEquals"]?.["sts:SourceIdentity"], "orbit");
  });

  it("IAM-63 deny nobody by a key that may be missing: AWS's own calls are spared, or the key is required", () => {
    let judged = 0;
    forEachExample((title, { names }, plan) => {
      for (const { id, document } of documentsOf(plan)) {
        for (const { Sid, Effect, Action, Condition = {} } of document.Statement) {
          // No AWS service writes records of incidents and reviews: it is meant to be kept out.
          if (id === names.evidenceBucket && Action.join() === "s3:PutObject") continue;
          const operators = Object.entries(Condition).filter(
            ([, keys]) => "aws:PrincipalArn" in keys,
          );
          if (Effect !== "Deny" || !operators.some(([name]) => name.includes("Not"))) continue;
          judged += 1;
          const isRequired = operators.some(([name]) => !/Not|IfExists/.test(name));
          const sparesServices = Object.values(Condition).some(
            (keys) => keys["aws:PrincipalIsAWSService"] === "false",
          );
          assert.ok(isRequired || sparesServices, `${title}: ${id} ${Sid}`);
        }
      }
    });
    assert.ok(judged > 0);
  });

  it("IAM-66 write the partition nowhere by hand", () => {
    const commercial = planContext(everybody);
    const environment = { ...commercial.environment, partition: "aws-us-gov" };
    const context = { ...commercial, environment, names: namesFor(environment) };
    const people = JSON.stringify(commercial.config.identity);
    for (const { key, policy, boundary, trustPolicy } of planIdentity(context, "identity").roles) {
      const text = JSON.stringify([policy, boundary, trustPolicy]);
      const foreign = [...text.matchAll(/arn:aws:[^"]+/g)].map(([arn]) => arn);
      assert.deepEqual(
        foreign.filter((arn) => !people.includes(arn)),
        [],
        key,
      );
    }
  });
});

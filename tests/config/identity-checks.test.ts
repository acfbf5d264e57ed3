import assert from "node:assert/strict";
import fc from "fast-check";
import { type ConfigCase, parse, reportsEach } from "../support/config-cases";

const user = "arn:aws:iam::111122223333:user/ada";
const role = "arn:aws:iam::111122223333:role/sso/security";
const main = "repo:acme/agents:ref:refs/heads/main";
const production = "repo:acme/agents:environment:production";

const pipeline = (changes: Readonly<Record<string, unknown>> = {}) => ({
  identity: {
    deployment: {
      buildSubjects: [main],
      releaseSubjects: [production],
      workload: "agent-service-dev",
      ...changes,
    },
  },
});

const building = (subject: string) => pipeline({ buildSubjects: [subject] });
const readers = (...list: readonly unknown[]) => ({ identity: { people: { readers: list } } });

const cases: readonly ConfigCase[] = [
  {
    title: "a role that would have to show MFA",
    overrides: readers({ arn: role }),
    code: "IDN001",
    path: "identity.people.readers.0.mfa",
    fix: /identity-provider/,
  },
  {
    title: "an IAM user whom nobody asks for MFA",
    overrides: readers({ arn: user, mfa: "identity-provider" }),
    code: "IDN001",
    path: "identity.people.readers.0.mfa",
    fix: /mfa: iam/,
  },
  {
    title: "an account as a person",
    overrides: readers({ arn: "arn:aws:iam::111122223333:root" }),
    code: "CFG006",
    path: "identity.people.readers.0.arn",
  },
  ...[
    "http://token.actions.githubusercontent.com",
    "https://issuer.example.com?tenant=a",
    "https://issuer.example.com#a",
    "https://issuer.example.com:8443",
    "https://issuer.example.com/",
    "https://Issuer.example.com",
    "https://user@issuer.example.com",
    "issuer.example.com",
    "https://localhost",
  ].map((issuer) => ({
    title: `the issuer ${issuer}`,
    overrides: pipeline({ issuer }),
    code: "IDN002",
    path: "identity.deployment.issuer",
  })),
  ...["buildSubjects", "releaseSubjects"].map((key) => ({
    title: `no ${key}`,
    overrides: pipeline({ [key]: [] }),
    code: "IDN003",
    path: `identity.deployment.${key}`,
  })),
  ...[
    "repo:acme/agents:*",
    "repo:acme/*:ref:refs/heads/main",
    "repo:acme/agents:environment:prod?",
    "repo:acme/agents:environment:${aws:username}",
    "*",
  ].map((subject) => ({
    title: `the subject ${subject}`,
    overrides: building(subject),
    code: "IDN004",
    path: "identity.deployment.buildSubjects.0",
  })),
  ...[
    "repo:acme/agents:pull_request",
    "repo:acme/agents:ref:refs/tags/v1",
    "repo:acme/agents",
    "repo:acme:environment:production",
    "repo:acme@1/agents:environment:production",
    "acme/agents:environment:production",
    "repo:acme/agents:environment:",
  ].map((subject) => ({
    title: `GitHub's subject ${subject}`,
    overrides: building(subject),
    code: "IDN005",
    path: "identity.deployment.buildSubjects.0",
  })),
  {
    title: "a deployer who administers keys",
    overrides: { identity: { deployerArns: [role] }, keys: { administratorArns: [role] } },
    code: "IDN006",
    path: "identity.deployerArns.0",
  },
  {
    title: "a subject that builds and releases",
    overrides: pipeline({ releaseSubjects: [production, main] }),
    code: "IDN007",
    path: "identity.deployment.releaseSubjects.1",
  },
  {
    title: "the role of an earlier version",
    overrides: { identity: { breakGlassRoleArn: role } },
    code: "CFG001",
    path: "identity.breakGlassRoleArn",
  },
];

describe("checkIdentity", () => {
  reportsEach(cases);

  it("accepts people with the factor that they can show, and a pipeline of GitHub", () => {
    const people = {
      readers: [{ arn: user }],
      breakGlass: [{ arn: role, mfa: "identity-provider" }],
    };
    assert.ok(parse({ identity: { people } }).ok);
    for (const subject of [
      main,
      "repo:acme@123456/agents@456789:ref:refs/heads/feature/a",
      "repo:acme/agents:environment:Production%3AV1",
      "repo:acme/agents:environment:production:job_workflow_ref:acme/ci/.github/workflows/a.yml@main",
    ]) {
      assert.ok(parse(building(subject)).ok, subject);
    }
  });

  it("takes subjects of other issuers as they are, as long as they are exact", () => {
    const issuer = "https://gitlab.example.com";
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9:/_.-]{1,60}$/), (subject) => {
        const parsed = parse(pipeline({ issuer, buildSubjects: [`${subject}:b`] }));
        assert.ok(parsed.ok, subject);
        assert.ok(!parse(pipeline({ issuer, buildSubjects: [`${subject}*`] })).ok);
      }),
    );
  });

  it("reports every problem at once, also beside a malformed section", () => {
    const overrides = {
      ...pipeline({ issuer: "http://a.example.com", buildSubjects: [], releaseSubjects: ["*"] }),
      keys: { rotationPeriodDays: 1 },
    };
    const parsed = parse(overrides);
    assert.ok(!parsed.ok);
    assert.deepEqual(parsed.issues.map(({ code }) => code).sort(), [
      "CFG005",
      "IDN002",
      "IDN003",
      "IDN004",
    ]);
    for (const { fix, given } of parsed.issues) assert.ok(fix !== "" && given !== undefined);
  });
});

describe("checkDeployers", () => {
  it("accepts a deployer beside another administrator of keys", () => {
    const administratorArns = ["arn:aws:iam::111122223333:role/security/keys"];
    assert.ok(parse({ identity: { deployerArns: [role] }, keys: { administratorArns } }).ok);
  });
});

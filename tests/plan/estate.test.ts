import assert from "node:assert/strict";
import fc from "fast-check";
import type { Statement, StatementResource } from "../../plan/document";
import { documentReferences } from "../../plan/document";
import { type EstatePlan, planEstate } from "../../plan/estate";
import { logicalNames } from "../../plan/naming";
import { planContext } from "../support/context";
import {
  allowsOf,
  arbitraryOverrides,
  documentsOf,
  forEachExample,
  type Overrides,
  type PlannedDocument,
} from "./examples";

const planOf = (overrides: Overrides = {}): EstatePlan => {
  const { config, environment } = planContext(overrides);
  return planEstate(config, environment);
};

/** Checks every document of every example. */
function forEachDocument(check: (document: PlannedDocument, where: string) => void): void {
  forEachExample((title, _context, plan) => {
    for (const document of documentsOf(plan)) {
      check(document, `${title}: ${document.kind} of ${document.id}`);
    }
  });
}

// Service Authorization Reference: these actions support no resource type.
const takesNoResource = [
  "cloudtrail:LookupEvents",
  "ec2:DescribeSecurityGroupRules",
  "ecr:GetAuthorizationToken",
  "ecs:DescribeTaskDefinition",
  "guardduty:SendSecurityTelemetry",
  "iam:GetServiceLastAccessedDetails",
  "logs:CreateLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeQueryDefinitions",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:StopQuery",
  "logs:UpdateLogDelivery",
  "secretsmanager:GetRandomPassword",
  "states:SendTaskFailure",
  "states:SendTaskSuccess",
];

// Whatever contains any service names kinds of names, below the start that all names of the stack have.
const kindsOfNames = [
  /:role\/agent-runtime\/[a-z]+\/agent-runtime-[a-z]+-\*-(?:task|execution|rotation|to-\*)$/,
  /:function:agent-runtime-[a-z]+-\*-rotation$/,
  /:log-group:\/agent-runtime\/[a-z]+\/\*:\*$/,
];

const isKindOfContainment = (id: string, resource: string) =>
  id === "containment" && kindsOfNames.some((kind) => kind.test(resource));

// `*` means the resource the document is attached to: the key, or the service or service network.
const attachedToOneResource: readonly PlannedDocument["kind"][] = ["key", "lattice"];

const isEverything = (resource: StatementResource) => resource === "*";

const mayNameEverything = ({ kind, id }: PlannedDocument, { Action }: Statement) =>
  attachedToOneResource.includes(kind) ||
  Action.every((action) => takesNoResource.includes(action)) ||
  // A boundary has less room than policies, which name each resource that is read.
  (id === "containment" && kind === "boundary" && Action.every((action) => reads.test(action)));

const reads = /^[a-z0-9-]+:(?:Describe|Get|List)/;

describe("planEstate", () => {
  it("allows no action by wildcard", () => {
    forEachDocument(({ document }, where) => {
      for (const { Action, Sid } of allowsOf(document)) {
        assert.ok(Action.length > 0, `${where} ${Sid}`);
        for (const action of Action) assert.match(action, /^[a-z0-9-]+:[A-Za-z]+$/, where);
      }
    });
  });

  it("allows every resource only where AWS takes no other, or the document has but one", () => {
    forEachDocument((planned, where) => {
      for (const statement of allowsOf(planned.document)) {
        if (!(statement.Resource ?? []).some(isEverything)) continue;
        assert.ok(mayNameEverything(planned, statement), `${where} ${statement.Sid}`);
      }
    });
  });

  it("leaves no part of an ARN open but what AWS appends", () => {
    forEachDocument(({ document, id }, where) => {
      const named = allowsOf(document)
        .flatMap(({ Resource }) => Resource ?? [])
        .filter((resource) => typeof resource === "string")
        .filter((resource) => resource !== "*" && !isKindOfContainment(id, resource));
      for (const resource of named) {
        // Streams of a group, revisions of a family, executions of a workflow, random characters of a secret, objects of a prefix.
        const rest = resource.replace(
          /(:log-group:[^*?]+:\*|:task-definition\/[^*?]+:\*|:execution:[^*?]+:\*|-\?{6}|\/\*)$/,
          "",
        );
        assert.doesNotMatch(rest, /[*?]/, `${where}: ${resource}`);
      }
    });
  });

  it("allows anybody nothing, but through an endpoint on conditions of its own", () => {
    forEachDocument(({ document, kind }, where) => {
      for (const { Principal, Sid } of allowsOf(document)) {
        if (kind !== "endpoint") assert.notEqual(Principal, "*", `${where} ${Sid}`);
        if (typeof Principal !== "object") continue;
        assert.doesNotMatch(JSON.stringify(Principal), /\*/, `${where} ${Sid}`);
      }
    });
  });

  it("has principals exactly in documents that are attached to a resource", () => {
    forEachDocument(({ document, kind }, where) => {
      const inIdentity = kind === "permissions" || kind === "boundary";
      for (const { Principal, Sid } of document.Statement) {
        assert.equal(Principal === undefined, inIdentity, `${where} ${Sid}`);
      }
    });
  });

  it("names statements once per document, in characters that IAM accepts", () => {
    forEachDocument(({ document }, where) => {
      const sids = document.Statement.map(({ Sid }) => Sid);
      assert.equal(new Set(sids).size, sids.length, where);
      assert.ok(
        sids.every((sid) => /^[A-Za-z0-9]+$/.test(sid)),
        where,
      );
    });
  });

  it("refers only to keys, security groups and mesh services that the estate creates", () => {
    forEachExample((title, _context, plan) => {
      const { keys, mesh, securityGroups } = plan;
      const created = [
        ...securityGroups.groups.map(({ key }) => logicalNames.securityGroup(key)),
        ...keys.keys.map(({ logicalName }) => logicalName),
        ...(mesh.backend === "vpc-lattice" ? mesh.services : []).map(
          ({ logicalName }) => logicalName,
        ),
      ];
      for (const { document, id } of documentsOf(plan)) {
        const unknown = documentReferences(document).filter((name) => !created.includes(name));
        assert.deepEqual(unknown, [], `${title}: ${id}`);
      }
    });
  });

  it("names in policies only roles that the estate creates", () => {
    forEachExample((title, { names }, plan) => {
      const created = plan.identity.roles.map(({ name }) => names.roleArn(name));
      const prefix = names.roleArn("");
      for (const { document, id } of documentsOf(plan)) {
        const texts = JSON.stringify(document).match(/arn:[^"]+:role\/[^"]+/g) ?? [];
        // A denial may name all of them at once.
        const own = texts.filter((arn) => arn.startsWith(prefix) && arn !== `${prefix}*`);
        assert.deepEqual(
          own.filter((arn) => !created.includes(arn) && !isKindOfContainment(id, arn)),
          [],
          `${title}: ${id}`,
        );
      }
    });
  });

  it("is plain data: nothing is lost on the way through JSON", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const plan = planOf(overrides);
        assert.deepEqual(JSON.parse(JSON.stringify(plan)), withoutUndefined(plan));
      }),
    );
  });

  it("plans the same from the same input, and leaves the input as it was", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const { config, environment } = planContext(overrides);
        const before = structuredClone(config);
        const first = planEstate(config, environment);
        assert.deepEqual(planEstate(config, environment), first);
        assert.deepEqual(config, before);
      }),
    );
  });

  it("lets dev and prod share an account: no name and no account-wide setting is planned twice", () => {
    const dev = planOf({ environment: "dev", accountBaseline: "reference" });
    const prod = planOf({ environment: "prod", accountBaseline: "owner" });
    const shared = physicalNamesOf(dev).filter((name) => physicalNamesOf(prod).includes(name));
    assert.deepEqual(shared, []);
    assert.ok(physicalNamesOf(dev).length > 40);
    const settings = ({ accountBaseline }: EstatePlan) => [
      ...accountBaseline.passwordPolicies,
      ...accountBaseline.analyzers,
      ...accountBaseline.accountDefaults,
    ];
    assert.equal(settings(dev).length, 0);
    assert.ok(settings(prod).length > 0);
  });

  it("tags everything with the stack it belongs to", () => {
    const isTags = (value: object) => "ManagedBy" in value;
    let tagged = 0;
    JSON.stringify(planOf(), (key, value: unknown) => {
      if (!/^tags$/i.test(key) || typeof value !== "object" || value === null) return value;
      tagged += 1;
      assert.ok(isTags(value) && "Stack" in value && value.Stack === "dev", JSON.stringify(value));
      return value;
    });
    assert.ok(tagged > 30, `only ${String(tagged)} tagged`);
  });
});

// Absent and undefined mean the same in a plan; everything else must survive as it is.
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutUndefined(each)]));
}

/** Physical names that must be unique in an account. */
function physicalNamesOf(plan: EstatePlan): readonly string[] {
  const { identity, keys, logGroups, mesh, secrets, securityGroups, detections, governance } = plan;
  return [
    ...identity.roles.flatMap(({ name, boundaryName }) => [name, boundaryName]),
    ...keys.keys.map(({ alias }) => alias),
    ...logGroups.groups.map(({ name }) => name),
    ...(mesh.backend === "vpc-lattice" ? [mesh, ...mesh.services] : []).map(({ name }) => name),
    ...secrets.secrets.map(({ name }) => name),
    ...secrets.rotationFunctions.map(({ name }) => name),
    ...securityGroups.groups.map(({ name }) => name),
    ...detections.detections.map(({ alarmName }) => alarmName),
    ...detections.eventRules.map(({ name }) => name),
    ...governance.alarms.alarms.map(({ name }) => name),
    governance.function.name,
    governance.function.heartbeat.ruleName,
    plan.alerts.name,
    plan.auditTrail.name,
    plan.auditTrail.bucket,
  ];
}

import assert from "node:assert/strict";
import fc from "fast-check";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { planQueries, type QueryPlan } from "../../../plan/monitoring/queries";
import securityEvents from "../../../plan/monitoring/security-events.json";
import { flowLogFields } from "../../../plan/network/flow-log-format";
import { writerKeys } from "../../../tools/docs/security-events";
import { planContext } from "../../support/context";

const context = planContext();
const { logGroups } = context.names;
const { queries } = planQueries(context);

// Tops of records: CloudTrail User Guide, "CloudTrail record contents"; VPC Lattice User Guide, "Access log contents".
const trailFields =
  "eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestParameters responseElements additionalEventData requestID eventID eventType apiVersion managementEvent readOnly resources recipientAccountId serviceEventDetails sharedEventID vpcEndpointId eventCategory tlsDetails";
const latticeFields =
  "serviceNetworkArn resolvedUser callerPrincipal authDeniedReason requestMethod requestPath requestId responseCode serviceArn sourceIpPort sourceVpcArn hostHeader startTime duration targetGroupArn tlsVersion protocol";

const eventFields = [
  ...Object.values(securityEvents.events).flatMap(Object.keys),
  ...Object.keys(writerKeys),
];

/** Fields of what is written to a group. */
function fieldsOf(group: string): readonly string[] {
  if (group === logGroups.trail) return trailFields.split(" ");
  if (group === logGroups.meshAccess) return latticeFields.split(" ");
  return group === logGroups.flow ? [] : eventFields;
}

const words = new Set(
  "fields filter stats sort parse as by and or not in like desc asc limit count sum max coalesce ispresent".split(
    " ",
  ),
);

/** Names in a query that nothing in it makes: fields of the records themselves. */
function usedFields({ text }: QueryPlan): readonly string[] {
  const bare = text.replace(/"[^"]*"/g, "").replace(/\/[^/]*\//g, "");
  const made = [...bare.matchAll(/\bas ([\w, ]+)/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().split(" ")[0] ?? ""),
  );
  const names = bare.match(/@?[A-Za-z_][\w.]*/g) ?? [];
  return names.filter((name) => !words.has(name) && !made.includes(name) && !/^@/.test(name));
}

const textOf = (key: string) => queries.find((query) => query.key === key)?.text ?? "";

describe("planQueries", () => {
  it("BEST-37 answers every question of a review from the group that knows", () => {
    const asked = Object.fromEntries(queries.map(({ key, logGroups: groups }) => [key, groups]));
    assert.deepEqual(asked, {
      "secret-readers": [logGroups.trail],
      "key-users": [logGroups.trail],
      "iam-changes": [logGroups.trail],
      "refused-api-calls": [logGroups.trail],
      "root-use": [logGroups.trail],
      "denied-governance-decisions": [logGroups.governance],
      "refused-requests": [logGroups.service("orbit"), logGroups.service("axon")],
      "refused-by-mesh": [logGroups.meshAccess],
      "rejected-flows": [logGroups.flow],
    });
  });

  it("BEST-37 uses only fields that records of its groups have", () => {
    for (const query of queries) {
      const known = new Set(query.logGroups.flatMap(fieldsOf));
      const unknown = usedFields(query).filter((name) => !known.has(name.split(".")[0] ?? ""));
      assert.deepEqual(unknown, [], query.key);
    }
  });

  it("compares decisions with values that events have", () => {
    for (const key of ["denied-governance-decisions", "refused-requests"]) {
      const [, given = ""] = /decision in \[([^\]]*)\]/.exec(textOf(key)) ?? [];
      const refusing = Object.entries(securityEvents.decisions).filter(
        ([, level]) => level !== "INFO",
      );
      assert.deepEqual(
        given
          .split(",")
          .map((value) => value.trim().replaceAll('"', ""))
          .sort(),
        refusing.map(([decision]) => decision).sort(),
      );
    }
    for (const { text } of queries) {
      for (const [, type = ""] of text.matchAll(/event_type = "([^"]*)"/g)) {
        assert.ok(type in securityEvents.events, type);
      }
    }
  });

  it("parses a flow record into as many values as its format has fields", () => {
    const [, glob = "", names = ""] =
      /parse @message "([^"]*)" as ([^\n]*)/.exec(textOf("rejected-flows")) ?? [];
    assert.equal(glob.split(" ").length, flowLogFields.length);
    const fields = names
      .split(", ")
      .map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    assert.deepEqual(fields, [...flowLogFields]);
  });

  it("reads only groups that the stack declares, at most fifty in a query, and leaves none of its services out", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 120 }), (services) => {
        const { orbit } = context.config.services;
        assert.ok(orbit);
        const planned = {
          ...context,
          config: {
            ...context.config,
            services: Object.fromEntries(services.map((service) => [service, orbit])),
          },
        };
        const declared = planLogGroups(planned).groups.map((group) => group.name);
        const found = planQueries(planned).queries;
        for (const query of found) {
          assert.ok(query.logGroups.length > 0 && query.logGroups.length <= 50, query.key);
          for (const group of query.logGroups) assert.ok(declared.includes(group), group);
        }
        const refused = found.filter(({ key }) => key.startsWith("refused-requests"));
        assert.deepEqual(
          refused.flatMap(({ logGroups: groups }) => groups),
          services.map(logGroups.service),
        );
        assert.equal(new Set(found.map(({ key }) => key)).size, found.length);
      }),
      { numRuns: 30 },
    );
  });

  it("names queries below a folder of the stack, as CloudWatch accepts names and texts", () => {
    for (const { name, text } of queries) {
      assert.match(name, /^agent-runtime\/dev\/[a-z0-9-]+$/);
      assert.ok(name.length <= 255 && text.length <= 10_000, name);
    }
  });

  it("asks the mesh nothing where no Lattice mesh delivers", () => {
    const mesh = { backend: "app-mesh", namespace: "mesh.internal", acknowledgeAppMeshEnded: true };
    const keys = planQueries(planContext({ mesh })).queries.map(({ key }) => key);
    assert.ok(!keys.includes("refused-by-mesh"));
  });
});

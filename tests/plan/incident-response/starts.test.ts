import assert from "node:assert/strict";
import { compileEventPattern } from "../../../detections/event-pattern";
import { planStarts } from "../../../plan/incident-response/starts";
import { planContext } from "../../support/context";
import { forEachExample, permissionsOf } from "../examples";

const context = planContext();
const { names } = context;

const startedBy = (event: unknown): readonly string[] =>
  planStarts(context)
    .filter(({ pattern }) => compileEventPattern(pattern).matches(event))
    .map(({ key }) => key);

interface ApiCall {
  readonly service: string;
  readonly eventName: string;
  /** Name of the role whose session calls; undefined for a user. */
  readonly role: string | undefined;
  readonly requestParameters?: Readonly<Record<string, unknown>>;
}

const apiCall = ({ service, eventName, role, requestParameters = {} }: ApiCall) => ({
  source: `aws.${service}`,
  "detail-type": "AWS API Call via CloudTrail",
  account: "111122223333",
  detail: {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    userIdentity:
      role === undefined
        ? { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/somebody" }
        : {
            type: "AssumedRole",
            sessionContext: { sessionIssuer: { arn: names.roleArn(role), userName: role } },
          },
  },
});

const read = (role: string | undefined, secretId: string) =>
  startedBy(
    apiCall({
      service: "secretsmanager",
      eventName: "GetSecretValue",
      role,
      requestParameters: { secretId },
    }),
  );

const finding = (severity: number, archived = false) => ({
  source: "aws.guardduty",
  "detail-type": "GuardDuty Finding",
  account: "111122223333",
  detail: { severity, service: { archived } },
});

describe("planStarts", () => {
  it("starts for severe findings that nobody has archived, of this account", () => {
    for (const severity of [7, 7.5, 8.9, 10]) {
      assert.deepEqual(startedBy(finding(severity)), ["incident-finding"]);
    }
    assert.deepEqual(startedBy(finding(6.9)), []);
    assert.deepEqual(startedBy(finding(8, true)), []);
    assert.deepEqual(startedBy({ ...finding(8), account: "999999999999" }), []);
    assert.deepEqual(startedBy({ ...finding(8), source: "my.guardduty" }), []);
  });

  it("starts for a secret that anybody but its readers asks for, by name or ARN", () => {
    const secret = names.secret("orbit", "api-token");
    const arn = names.arn("secretsmanager", `secret:${secret}-AbCdEf`);
    const thieves = [names.taskRole("axon"), names.governance, names.containment, undefined];
    for (const secretId of [secret, arn]) {
      for (const thief of thieves) assert.deepEqual(read(thief, secretId), ["orbit-theft"]);
      for (const reader of ["taskRole", "executionRole", "rotationFunction"] as const) {
        assert.deepEqual(read(names[reader]("orbit"), secretId), []);
      }
    }
    assert.deepEqual(read(names.taskRole("axon"), "another/stack/orbit/api-token"), []);
  });

  it("LOG-84 offers rules on reads the events of reads", () => {
    for (const { key, state } of planStarts(context)) {
      const isRead = key.endsWith("-theft");
      assert.equal(state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", isRead, key);
    }
  });

  it("starts for a change of a security group by a role of the stack, and for nobody else's", () => {
    const change = (role: string | undefined) =>
      startedBy(apiCall({ service: "ec2", eventName: "AuthorizeSecurityGroupIngress", role }));
    assert.deepEqual(change(names.taskRole("orbit")), ["incident-network-change"]);
    assert.deepEqual(change(undefined), []);
  });

  it("starts for requests past governance", () => {
    const alarm = (alarmName: string, value: string) =>
      startedBy({
        source: "aws.cloudwatch",
        "detail-type": "CloudWatch Alarm State Change",
        account: "111122223333",
        detail: { alarmName, state: { value } },
      });
    const rules = planStarts(context).filter(({ key }) => key.endsWith("-bypass"));
    assert.ok(rules.length > 0);
    assert.deepEqual(alarm(names.name("axon-bypassed"), "ALARM"), ["axon-bypass"]);
    assert.deepEqual(alarm(names.name("axon-bypassed"), "OK"), []);
    assert.deepEqual(alarm(`x-${names.name("axon-bypassed")}`, "ALARM"), []);
  });

  it("IR-99 starts for nothing that containment or its workflow does", () => {
    forEachExample((title, each, { identity }) => {
      const patterns = planStarts(each).map(({ pattern }) => compileEventPattern(pattern));
      const own = [
        each.names.containment,
        each.names.incidentWorkflow,
        each.names.incidentStartRole,
      ];
      const actions = identity.roles
        .filter(({ name }) => own.includes(name))
        .flatMap((role) =>
          permissionsOf(role)
            .flatMap(({ Action }) => Action)
            .map((action) => ({ role: role.name, action })),
        );
      assert.ok(actions.length > 20);
      for (const { role, action } of actions) {
        const [service = "", eventName = ""] = action.split(":");
        const event = apiCall({ service, eventName, role });
        const issuer = { arn: each.names.roleArn(role), userName: role };
        const detail = {
          ...event.detail,
          userIdentity: { type: "AssumedRole", sessionContext: { sessionIssuer: issuer } },
        };
        const isStart = patterns.some((pattern) => pattern.matches({ ...event, detail }));
        assert.equal(isStart, false, `${title} ${role} ${action}`);
      }
    });
  });

  it("writes patterns and names that EventBridge accepts, for every example", () => {
    forEachExample((title, each) => {
      for (const { name, pattern } of planStarts(each)) {
        compileEventPattern(pattern);
        assert.match(name, /^[\w.-]{1,64}$/, title);
      }
    });
  });
});

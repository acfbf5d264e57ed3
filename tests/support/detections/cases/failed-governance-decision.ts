import { outcomeOf, type RefusalReason } from "../../../../runtime/reasons";
import type { EventType } from "../../../../runtime/telemetry/events";
import { everyEvent, sampleEvents } from "../../security-events";
import type { CaseTable } from "../case-table";
import { elsewhere, type Records, words } from "../records";

type Decision = "allow" | "deny" | "error";

const decisions = (type: EventType, wanted: Decision) =>
  everyEvent.filter(
    (event) => event.event_type === type && "decision" in event && event.decision === wanted,
  );

const reasoned = (reason: RefusalReason) => ({
  ...sampleEvents["request.verified"],
  ...{ decision: outcomeOf(reason), reason },
});

// What a caller could send to raise an alarm, or to hide from one.
const hostile = { event_type: "governance.decision", decision: "deny", phase: "not-ready" };

const ofGovernance = (wanted: Exclude<Decision, "allow">) => (records: Records) => {
  const write = (event: (typeof everyEvent)[number]) => records.written(event, "governance");
  const matching = decisions("governance.decision", wanted);
  return {
    fires: matching.map(write),
    quiet: [
      ...everyEvent.filter((event) => !matching.includes(event)).map(write),
      records.written(
        { ...sampleEvents["governance.decision"], decision: "allow", reason: "permitted" },
        "governance",
        { ...hostile, decision: wanted },
      ),
      // The group of another service.
      ...matching.map((event) => ({
        logGroup: records.names.logGroups.trail,
        message: write(event),
      })),
      ...matching.map((event) => ({
        logGroup: records.names.logGroups.governance,
        message: `INFO ${JSON.stringify(write(event))}`,
      })),
    ],
  };
};

const lifecycle = (phase: "engine-reloaded" | "not-ready" | "heartbeat") => (records: Records) => {
  const write = (event: (typeof everyEvent)[number]) => records.written(event, "governance");
  const isWanted = (event: (typeof everyEvent)[number]) =>
    event.event_type === "governance.lifecycle" && event.phase === phase;
  return {
    fires: everyEvent.filter(isWanted).map(write),
    quiet: [
      ...everyEvent.filter((event) => !isWanted(event)).map(write),
      // A phase of another event.
      { ...write(sampleEvents["secret.rotation"]), phase },
    ].map((message) => ({ logGroup: records.names.logGroups.governance, message })),
  };
};

const ofCallee = (wanted: Exclude<Decision, "allow">) => (records: Records, service: string) => {
  const matching = decisions("request.verified", wanted);
  const inGroup = (event: (typeof everyEvent)[number]) => ({
    logGroup: records.names.logGroups.service(service),
    message: records.written(event, service),
  });
  return {
    fires: matching.map(inGroup),
    quiet: [
      ...everyEvent.filter((event) => !matching.includes(event)).map(inGroup),
      {
        ...inGroup(sampleEvents["request.verified"]),
        logGroup: records.names.logGroups.governance,
      },
    ],
  };
};

const writeNames =
  "PutItem UpdateItem DeleteItem BatchWriteItem TransactWriteItems ExecuteStatement BatchExecuteStatement ExecuteTransaction";

const tableWrites = (records: Records) => {
  const { calls, who, names, context, role } = records;
  const data = {
    ...{ managementEvent: false, eventCategory: "Data", readOnly: false },
    requestParameters: { tableName: names.governance, key: { pk: "quarantine#orbit" } },
  };
  const { responders } = context.config.identity.people;
  const responder = role(names.personRole("responder"));
  const asResponder = calls("dynamodb", writeNames, {
    ...data,
    userIdentity: who.session(responder),
  });
  return {
    fires: [
      ...calls("dynamodb", writeNames, data),
      ...calls("dynamodb", writeNames, { ...data, userIdentity: who.root }),
      ...calls("dynamodb", writeNames, { ...data, userIdentity: who.user, awsRegion: elsewhere }),
      ...calls("dynamodb", "PutItem", { ...data, userIdentity: who.otherAccount }),
      ...(responders.length > 0 ? asResponder : []),
    ],
    quiet: [
      ...calls("dynamodb", writeNames, {
        ...data,
        userIdentity: who.session(role(names.taskRole("axon"))),
      }),
      ...calls("dynamodb", "GetItem Query Scan", data),
      ...calls("dax", "PutItem UpdateItem", data),
      ...(responders.length > 0 ? [] : asResponder),
    ],
    unseen: [
      // The table itself, and who may use it by a policy of its own.
      ...calls("dynamodb", "UpdateTable DeleteTable PutResourcePolicy RestoreTableToPointInTime"),
      // A role that somebody created under the stack's own names; creating it fires iam-escalation-moves.
      ...calls("dynamodb", "PutItem", {
        ...data,
        userIdentity: who.session(role(names.name("x"))),
      }),
    ],
  };
};

const functionChanges =
  "AddPermission20150331v2 CreateAlias20150331 CreateFunctionUrlConfig DeleteAlias20150331 DeleteFunction20150331 DeleteProvisionedConcurrencyConfig PublishVersion20150331 PutFunctionCodeSigningConfig PutFunctionConcurrency20171031 PutFunctionEventInvokeConfig PutProvisionedConcurrencyConfig PutRuntimeManagementConfig RemovePermission20150331v2 UpdateAlias20150331 UpdateFunctionCode20150331v2 UpdateFunctionConfiguration20150331v2 UpdateFunctionUrlConfig";

const governanceTampering = (records: Records) => {
  const { calls, names, forged, call, envelope, context } = records;
  const { accountId, region } = context.environment;
  const of = (functionName: unknown) => ({ requestParameters: { functionName } });
  const partial = `${accountId}:function:${names.governance}`;
  const own = [
    names.governance,
    partial,
    `arn:aws:lambda:${region}:${partial}`,
    `arn:aws:lambda:${region}:${partial}:orbit`,
  ];
  const [name = ""] = own;
  const changed = call("lambda", "UpdateFunctionCode20150331v2", of(name));
  return {
    fires: [
      ...own.flatMap((each) => calls("lambda", functionChanges, of(each))),
      // Without the version of the API, and refused.
      ...calls("lambda", "UpdateFunctionCode", { ...of(name), errorCode: "AccessDenied" }),
      ...calls("lambda", "UpdateFunctionConfiguration", {
        ...of(name),
        userIdentity: records.who.root,
      }),
    ],
    quiet: [
      ...calls("lambda", functionChanges, of("somebody-elses-function")),
      ...calls("lambda", functionChanges, { requestParameters: null }),
      ...calls("lambda", "GetFunction20150331v2 ListAliases20150331 Invoke", of(name)),
      ...calls("lambda", "TagResource20170331v2", of(name)),
      ...calls("edgelambda", functionChanges, of(name)),
      envelope("aws.lambda", "Lambda Function Invocation Result - Failure", changed),
      { ...forged(changed), source: "com.example.lambda" },
      { ...forged({ ...changed, eventSource: "example.com" }), source: "aws.lambda" },
    ],
    unseen: [
      // A function of the same name elsewhere is not the stack's.
      call("lambda", "UpdateFunctionCode20150331v2", { ...of(name), awsRegion: elsewhere }),
      // Names end up in lower case nowhere, and no layer is in use.
      ...calls("lambda", "AddLayerVersionPermission20181031", {
        requestParameters: { layerName: name },
      }),
    ],
  };
};

const signing = ({ calls, forged, call, envelope }: Records) => {
  const names = "UpdateCodeSigningConfig20200422 DeleteCodeSigningConfig20200422";
  const changed = call("lambda", "DeleteCodeSigningConfig");
  return {
    fires: [...calls("lambda", names), changed, call("lambda", "UpdateCodeSigningConfig")],
    quiet: [
      ...calls("lambda", "GetCodeSigningConfig CreateCodeSigningConfig UpdateAlias20150331"),
      ...calls("signer", names),
      envelope("aws.lambda", "Something else", changed),
      { ...forged(changed), source: "com.example.lambda" },
      { ...forged({ ...changed, eventSource: "example.com" }), source: "aws.lambda" },
    ],
  };
};

const bypasses: readonly RefusalReason[] = ["receipt-missing", "receipt-invalid", "replayed"];

/** Denied and failed decisions, ways round them, and changes of what decides. */
export const failedGovernanceCases: CaseTable = {
  "governance-deny": ofGovernance("deny"),
  "governance-deny-band": ofGovernance("deny"),
  "governance-error": ofGovernance("error"),
  "governance-engine-reloaded": lifecycle("engine-reloaded"),
  "governance-not-ready": lifecycle("not-ready"),
  "governance-silent": (records) => {
    const { fires: beats, quiet } = lifecycle("heartbeat")(records);
    return { fires: [], beats, quiet };
  },
  "governance-table-writes": tableWrites,
  "governance-store-changes": ({ calls, who }) => {
    const list =
      "UpdateTable DeleteTable PutResourcePolicy DeleteResourcePolicy RestoreTableFromBackup RestoreTableToPointInTime UpdateContinuousBackups";
    return {
      fires: [
        ...calls("dynamodb", list),
        ...calls("dynamodb", list, { userIdentity: who.root, errorCode: "AccessDenied" }),
        ...calls("dynamodb", list, { userIdentity: who.user, awsRegion: elsewhere }),
      ],
      quiet: [
        ...calls("dynamodb", "DescribeTable GetResourcePolicy ListTables CreateTable PutItem"),
        ...calls("example", list),
      ],
    };
  },
  "governance-errors": ({ names }) => metric("AWS/Lambda", "Errors", names.governance),
  "governance-throttles": ({ names }) => metric("AWS/Lambda", "Throttles", names.governance),
  "governance-dead-letters": ({ names }) =>
    metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", names.governance),
  "governance-tampering": governanceTampering,
  "code-signing-tampering": signing,
  "<service>-request-deny": ofCallee("deny"),
  "<service>-request-error": ofCallee("error"),
  "<service>-bypass-attempted": (records, service) => {
    const inGroup = (event: (typeof everyEvent)[number]) => ({
      logGroup: records.names.logGroups.service(service),
      message: records.written(event, service),
    });
    return {
      fires: bypasses.map(reasoned).map(inGroup),
      quiet: [
        ...everyEvent
          .filter((event) => !("reason" in event && isBypass(event.reason)))
          .map(inGroup),
        // The caller was told, or says so itself.
        ...words("receipt-missing receipt-invalid replayed").map((reason) => ({
          logGroup: records.names.logGroups.service(service),
          message: { event_type: "call.completed", decision: "deny", reason },
        })),
        inGroup(reasoned("receipt-expired")),
      ],
    };
  },
  "<service>-bypassed": (records, service) => {
    const group = records.names.logGroups.service(service);
    const worked = {
      ...sampleEvents["request.verified"],
      decision: "allow",
      reason: "permitted",
    } as const;
    const inGroup = (message: object) => ({ logGroup: group, message });
    const undecided = records.written(worked, service);
    const decided = records.written({ ...worked, decision_id: "d-1" }, service);
    return {
      fires: [inGroup(undecided)],
      quiet: [
        inGroup(decided),
        inGroup(records.written(reasoned("receipt-missing"), service)),
        inGroup({ ...undecided, event_type: "call.completed" }),
        { logGroup: records.names.logGroups.governance, message: undecided },
      ],
      // Whoever can write the log can name a decision that there never was.
      unseen: [inGroup({ ...undecided, decision_id: "invented" })],
    };
  },
  "class-failed-governance-decision": (records) => ({
    fires: ofGovernance("deny")(records).fires,
    quiet: ofGovernance("deny")(records).quiet.filter(
      (each) => "logGroup" in each && each.logGroup === records.names.logGroups.trail,
    ),
  }),
};

const isBypass = (reason: string | undefined) => bypasses.some((each) => each === reason);

const metric = (namespace: string, name: string, of: string) =>
  ({ fires: [], quiet: [], metric: [namespace, name, of] }) as const;

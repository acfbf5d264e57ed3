import { isDeepStrictEqual } from "node:util";
import { sampleEvents } from "../../security-events";
import type { CaseTable } from "../case-table";
import { elsewhere, type Records, words } from "../records";

const source = "secretsmanager";

const spellings = ({ names, context }: Records, service: string, secret: string) => {
  const { accountId, region } = context.environment;
  const name = `${names.secret(service, "")}${secret}`;
  const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}`;
  return [name, arn, `${arn}-AbCdEf`];
};

const readersOf = ({ names, role }: Records, service: string) =>
  [names.taskRole(service), names.executionRole(service), names.rotationFunction(service)].map(
    role,
  );

const reads = (records: Records, secretIds: readonly string[], userIdentity: object) =>
  secretIds.map((secretId) =>
    records.call(source, "GetSecretValue", { requestParameters: { secretId }, userIdentity }),
  );

/** Reads by roles that are not the service's own. */
const byOtherRoles = (records: Records, service: string) => {
  const { who, names, role } = records;
  const ids = spellings(records, service, "api-token");
  const own = role(names.taskRole(service));
  return [
    who.administrator,
    who.session(role(names.taskRole("neighbour"))),
    who.session(`${own}-copy`),
    who.session(own.replace(records.context.environment.accountId, "444455556666")),
    who.session(role(names.personRole("break-glass"))),
    who.service("lambda"),
  ].flatMap((identity) => reads(records, ids, identity));
};

const withoutRole = (records: Records, service: string) => {
  const ids = spellings(records, service, "api-token");
  return [records.who.user, records.who.root].flatMap((identity) => reads(records, ids, identity));
};

const everydayReads = (records: Records, service: string) =>
  readersOf(records, service).flatMap((arn) =>
    reads(records, spellings(records, service, "api-token"), records.who.session(arn)),
  );

const nearReads = (records: Records, service: string) => {
  const { call, who, context } = records;
  const { project, stack } = context.environment;
  const own = spellings(records, service, "api-token");
  const others = [`${project}/${stack}x/${service}/api-token`, `${project}/${stack}/neighbour/key`];
  const named = { requestParameters: { secretId: own[0] } };
  return [
    ...reads(records, others, who.administrator),
    call(source, "DescribeSecret", named),
    call(source, "GetSecretValue"),
    call("ssm", "GetSecretValue", named),
  ];
};

const failed = ({ call, calls, who }: Records) => ({
  fires: [
    ...words(
      "AccessDenied AccessDeniedException ResourceNotFoundException DecryptionFailure",
    ).flatMap((errorCode) => calls(source, "GetSecretValue BatchGetSecretValue", { errorCode })),
    call(source, "GetSecretValue", { errorCode: "AccessDenied", userIdentity: who.root }),
    call(source, "BatchGetSecretValue", { errorCode: "AccessDenied", awsRegion: elsewhere }),
  ],
  quiet: [
    ...calls(source, "GetSecretValue BatchGetSecretValue"),
    ...calls(source, "ListSecrets PutSecretValue", { errorCode: "AccessDenied" }),
    ...calls("ssm", "GetSecretValue", { errorCode: "AccessDenied" }),
  ],
});

const secretChanges =
  "PutResourcePolicy DeleteResourcePolicy DeleteSecret CancelRotateSecret UpdateSecret RestoreSecret RemoveRegionsFromReplication StopReplicationToReplica";
const rotationFailures = "RotationFailed RotationAbandoned TestRotationFailed";

const forgedSecret = ({ call, forged, envelope }: Records, eventName: string) => [
  { ...forged(call(source, eventName)), source: "com.example" },
  envelope("aws.secretsmanager", "Something else", call(source, eventName)),
];

const keyEvents =
  "PutKeyPolicy DisableKeyRotation RevokeGrant UpdateAlias ReplicateKey DeleteImportedKeyMaterial";

const reading = (records: Records) => ({
  fires: [
    ...records.calls(source, "GetSecretValue"),
    records.call(source, "GetSecretValue", { userIdentity: records.who.root }),
  ],
  quiet: [
    // Each secret of a batch has an event of its own.
    ...records.calls(source, "BatchGetSecretValue DescribeSecret ListSecrets"),
    ...records.calls("ssm", "GetSecretValue GetParameter"),
  ],
});

const rotation = (records: Records, service: string) => {
  const group = records.names.logGroups.rotation(service);
  const line = (phase: "done" | "refused" | "failed") => ({
    logGroup: group,
    message: records.written({ ...sampleEvents["secret.rotation"], phase }, `${service}-rotation`),
  });
  return {
    fires: [line("failed")],
    quiet: [
      line("done"),
      line("refused"),
      { ...line("failed"), logGroup: records.names.logGroups.service(service) },
      {
        logGroup: group,
        message: records.written({ event_type: "access.review", phase: "failed" }, service),
      },
    ],
  };
};

/** Secrets read in vain, by others, or changed; keys on their way out, or opened to others. */
export const secretAccessCases: CaseTable = {
  "secret-read-failed": failed,
  "secret-changed": ({ calls, who }) => ({
    fires: [
      ...calls(source, secretChanges),
      ...calls(source, secretChanges, { userIdentity: who.root, awsRegion: elsewhere }),
      ...calls(source, secretChanges, { errorCode: "AccessDenied" }),
    ],
    quiet: [
      ...calls(source, "GetResourcePolicy DescribeSecret TagResource CreateSecret PutSecretValue"),
      ...calls("lambda", secretChanges),
    ],
    unseen: calls(source, "RotateSecret ReplicateSecretToRegions UpdateSecretVersionStage"),
  }),
  "secret-diverted": (records) => {
    const { calls, who, names, role } = records;
    const values = "PutSecretValue UpdateSecretVersionStage";
    const rotating = role(names.rotationFunction("orbit"));
    return {
      fires: [
        ...calls(source, `ReplicateSecretToRegions RotateSecret ${values}`),
        ...calls(source, values, { userIdentity: who.root }),
        ...calls(source, values, { userIdentity: who.session(role(names.taskRole("orbit"))) }),
        ...calls(source, "RotateSecret", { userIdentity: who.session(rotating) }),
      ],
      quiet: [
        ...calls(source, values, { userIdentity: who.session(rotating) }),
        ...calls(source, "DescribeSecret CreateSecret"),
        ...calls("ssm", `ReplicateSecretToRegions RotateSecret ${values}`),
      ],
      // A role whose name was chosen for it; creating it fires iam-escalation-moves.
      unseen: calls(source, values, { userIdentity: who.session(role("my-rotation")) }),
    };
  },
  "secret-rotation-failed": ({ serviceEvent, calls, call }) => ({
    fires: [
      ...words(rotationFailures).map((name) => serviceEvent(source, name)),
      serviceEvent(source, "RotationFailed", { awsRegion: elsewhere }),
    ],
    quiet: [
      ...words("RotationStarted RotationSucceeded").map((name) => serviceEvent(source, name)),
      ...calls(source, "RotateSecret CancelRotateSecret"),
      call("rds", "RotationFailed"),
      serviceEvent("kms", "TestRotationFailed"),
    ],
  }),
  "secret-rotation": (records) => ({
    fires: words(rotationFailures).map((name) => records.serviceEvent(source, name)),
    quiet: [
      records.serviceEvent(source, "RotationSucceeded"),
      records.serviceEvent("kms", "RotationFailed"),
      ...words(rotationFailures).flatMap((name) => [
        records.call(source, name),
        records.forged(records.serviceEvent(source, name), "AWS Service Event via CloudTrail"),
      ]),
    ],
    // Rotations elsewhere are none of the stack's secrets.
    unseen: [records.serviceEvent(source, "RotationFailed", { awsRegion: elsewhere })],
  }),
  "secret-reads": reading,
  "secret-reads-band": reading,
  "secret-tampering": (records) => {
    const names = "DeleteSecret PutResourcePolicy DeleteResourcePolicy CancelRotateSecret";
    return {
      fires: [
        ...records.calls(source, names),
        ...records.calls(source, names, { userIdentity: records.who.root }),
      ],
      quiet: [
        ...records.calls(source, "GetSecretValue CreateSecret TagResource PutSecretValue"),
        ...records.calls("lambda", names),
        ...words(names).flatMap((name) => forgedSecret(records, name)),
      ],
      // The trail's filters see them.
      unseen: records.calls(source, "UpdateSecret ReplicateSecretToRegions"),
    };
  },
  "key-disabled": ({ calls, who }) => ({
    fires: [
      ...calls("kms", "DisableKey ScheduleKeyDeletion"),
      ...calls("kms", "DisableKey ScheduleKeyDeletion", { userIdentity: who.root }),
      ...calls("kms", "DisableKey", { awsRegion: elsewhere, errorCode: "AccessDenied" }),
    ],
    quiet: [
      ...calls("kms", "EnableKey CancelKeyDeletion Decrypt DescribeKey disablekey"),
      ...calls("cloudhsm", "DisableKey ScheduleKeyDeletion"),
    ],
    unseen: calls("kms", "PutKeyPolicy DeleteImportedKeyMaterial"),
  }),
  "key-access-changes": ({ calls, who }) => ({
    fires: [
      ...calls("kms", `${keyEvents} CreateGrant RetireGrant`),
      ...calls("kms", `${keyEvents} CreateGrant RetireGrant`, { userIdentity: who.root }),
      ...calls("kms", keyEvents, { userIdentity: who.service("cloudformation") }),
    ],
    quiet: [
      ...calls("kms", "CreateGrant RetireGrant", { userIdentity: who.service("dynamodb") }),
      ...calls("kms", "Decrypt GenerateDataKey EnableKeyRotation ListGrants"),
      ...calls("workspaces", `${keyEvents} CreateGrant RetireGrant`),
    ],
    // A grant that a person has a service make names the service as the caller.
    unseen: calls("kms", "CreateGrant", { userIdentity: who.service("ec2") }),
  }),
  "key-tampering": ({ calls, forged, call, envelope, who }) => {
    const names = "DisableKey ScheduleKeyDeletion PutKeyPolicy";
    return {
      fires: [...calls("kms", names), ...calls("kms", names, { userIdentity: who.user })],
      quiet: [
        ...calls("kms", "EnableKey CreateGrant Decrypt GetKeyPolicy"),
        ...calls("cloudhsm", names),
        ...words(names).map((name) => ({ ...forged(call("kms", name)), source: "com.example" })),
        envelope("aws.kms", "KMS CMK Deletion", call("kms", "DisableKey")),
      ],
      unseen: calls("kms", "DisableKey", { awsRegion: elsewhere }),
    };
  },
  "break-glass-use": ({ call, who, names, role }) => {
    const arn = role(names.personRole("break-glass"));
    const assume = (eventName: string, roleArn: string, changes: object = {}) =>
      call("sts", eventName, {
        requestParameters: { roleArn, roleSessionName: "ada" },
        ...changes,
      });
    const inSession = (roleArn: string) =>
      call("s3", "ListBuckets", { userIdentity: who.session(roleArn) });
    return {
      fires: [
        ...words("AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity").map((name) =>
          assume(name, arn),
        ),
        assume("AssumeRole", arn, { errorCode: "AccessDenied", userIdentity: who.user }),
        assume("AssumeRole", arn, { userIdentity: who.otherAccount, awsRegion: elsewhere }),
        inSession(arn),
      ],
      quiet: [
        assume("AssumeRole", `${arn}-not`),
        inSession(`${arn}-not`),
        call("iam", "PassRole", { requestParameters: { roleArn: arn } }),
        call("sts", "GetCallerIdentity"),
      ],
    };
  },
  "<service>-secret-foreign-read": (records, service) => ({
    fires: [...byOtherRoles(records, service), ...withoutRole(records, service)],
    quiet: [...everydayReads(records, service), ...nearReads(records, service)],
    // Credentials of the service itself, in other hands.
    unseen: reads(records, spellings(records, service, "api-token"), {
      ...records.who.session(records.role(records.names.taskRole(service))),
      sourceIPAddress: "203.0.113.66",
    }),
  }),
  "<service>-foreign": (records, service) => ({
    fires: byOtherRoles(records, service),
    quiet: [
      ...everydayReads(records, service),
      ...nearReads(records, service),
      ...withoutRole(records, service),
      ...forgedReads(records, byOtherRoles(records, service)[0]),
    ],
  }),
  "secret-read-without-role": (records) => {
    const services = Object.keys(records.context.config.services);
    const fires = services.flatMap((service) => withoutRole(records, service));
    return {
      fires,
      quiet: [
        ...services.flatMap((service) => [
          ...everydayReads(records, service),
          ...byOtherRoles(records, service),
          records.call("ssm", "GetSecretValue", {
            userIdentity: records.who.user,
            requestParameters: { secretId: `${records.names.secret(service, "")}x` },
          }),
          records.call(source, "DescribeSecret", {
            userIdentity: records.who.user,
            requestParameters: { secretId: `${records.names.secret(service, "")}x` },
          }),
        ]),
        ...reads(records, ["other/stack/secret"], records.who.user),
        ...forgedReads(records, fires[0]),
      ],
    };
  },
  "<service>-rotation-failed": rotation,
  "<service>-rotation-errors": ({ names }, service) => ({
    fires: [],
    quiet: [],
    metric: ["AWS/Lambda", "Errors", names.rotationFunction(service)],
  }),
  "class-secret-access-anomaly": (records) => ({
    fires: [
      ...failed(records).fires,
      ...records.calls("kms", "DisableKey PutKeyPolicy"),
      records.serviceEvent(source, "RotationFailed"),
    ],
    quiet: [...records.calls("kms", "Decrypt"), records.serviceEvent(source, "RotationSucceeded")],
  }),
};

function forgedReads({ forged, envelope }: Records, read: object = {}) {
  return [
    forged({ ...read }),
    envelope("aws.secretsmanager", "AWS Service Event via CloudTrail", { ...read }),
    { ...forged({ ...read, eventSource: "example.com" }), source: "aws.secretsmanager" },
  ];
}

/**
 * Reads that start an incident: by every other role, and by users and root, too. Break-glass starts none, so that people
 * who are locked out are not contained; its use is told.
 */
export const thefts = (records: Records, service: string) => {
  const { who, role, names, context } = records;
  const byBreakGlass = reads(
    records,
    spellings(records, service, "api-token"),
    who.session(role(names.personRole("break-glass"))),
  );
  const isExempt = context.config.identity.people.breakGlass.length > 0;
  const others = byOtherRoles(records, service).filter(
    (read) => !byBreakGlass.some((each) => isDeepStrictEqual(each, read)),
  );
  return {
    fires: [...others, ...withoutRole(records, service), ...(isExempt ? [] : byBreakGlass)],
    quiet: [
      ...everydayReads(records, service),
      ...nearReads(records, service),
      ...forgedReads(records, others[0]),
      ...(isExempt ? byBreakGlass : []),
    ],
  };
};

import { createHash } from "node:crypto";
import type { Envelope } from "../detections/cloudtrail";
import type { SampleEvent } from "../detections/samples";
import type { Stage } from "./scenario";

/** A call of an API by a session of a role. */
export interface RoleCall {
  /** Service, as in `ec2`. */
  readonly service: string;
  /** Name of the call. */
  readonly eventName: string;
  /** Name of the role whose session calls. */
  readonly role: string;
  /** Parameters. @default - none */
  readonly requestParameters?: Readonly<Record<string, unknown>>;
  /** Code of the error that it is refused with. @default - it succeeds */
  readonly errorCode?: string;
}

/** Address of an attacker, of the block that documents are written with (RFC 5737). */
export const attacker = "198.51.100.23";

/** A call as CloudTrail records it ("CloudTrail record contents", CloudTrail User Guide). */
export function roleCall({ context, time }: Stage, call: RoleCall): SampleEvent {
  const { accountId, region, partition } = context.environment;
  const { service, eventName, role, requestParameters = null, errorCode } = call;
  const at = `${new Date(time).toISOString().slice(0, 19)}Z`;
  return {
    kind: "cloudtrail-record",
    record: {
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROACKCEVSQ6C2EXAMPLE:session",
        arn: `arn:${partition}:sts::${accountId}:assumed-role/${role}/session`,
        accountId,
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        sessionContext: {
          sessionIssuer: {
            type: "Role",
            principalId: "AROACKCEVSQ6C2EXAMPLE",
            arn: context.names.roleArn(role),
            accountId,
            userName: role,
          },
          attributes: { creationDate: at, mfaAuthenticated: "false" },
        },
      },
      eventTime: at,
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: region,
      sourceIPAddress: attacker,
      userAgent: "aws-cli/2.31.0",
      requestParameters,
      responseElements: null,
      ...(errorCode !== undefined && { errorCode, errorMessage: "Access denied" }),
      eventID: idOf(`${String(time)} ${role} ${eventName} ${JSON.stringify(requestParameters)}`),
      readOnly: /^(Get|List|Describe|Head)/.test(eventName),
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: accountId,
      eventCategory: "Management",
    },
  };
}

/** An event of a service's own, as EventBridge has it. */
export function envelope(
  { context, time }: Stage,
  parts: Pick<Envelope, "source" | "detail-type" | "detail"> & {
    readonly resources?: readonly string[];
  },
): Envelope {
  const { accountId: account, region } = context.environment;
  return {
    version: "0",
    id: idOf(JSON.stringify([time, parts])),
    account,
    region,
    time: new Date(time).toISOString(),
    resources: [],
    ...parts,
  };
}

// The same event always has the same id, in the shape of a UUID.
const idOf = (text: string): string =>
  createHash("sha256")
    .update(text)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

import { type StackObservation, type StackRule, textsParam } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { administratorNames, isAdministrator } from "../../iam/effective/administrators";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { isEverything } from "../../iam/effective/escalation";
import { listed } from "../../iam/effective/escalation-groups";
import { holdersOf } from "../../iam/effective/evidence";
import { gapObservations } from "../../iam/effective/gap-observations";
import { actionsOf, type Holding, holdingsOf, pairOf } from "../../iam/effective/holdings";
import { type Principal, principalsOf } from "../../iam/effective/principals";

/** Actions that stop, delete or change what records. Source: Service Authorization Reference; table of 2026-11. */
const tampering: Readonly<Record<string, readonly string[]>> = {
  trail: [
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopEventDataStoreIngestion",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateEventDataStore",
    "cloudtrail:UpdateTrail",
  ],
  key: [
    "kms:DeleteImportedKeyMaterial",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
  ],
  "log group": [
    "logs:AssociateKmsKey",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DeleteRetentionPolicy",
    "logs:DisassociateKmsKey",
    "logs:PutRetentionPolicy",
  ],
  detector: [
    "guardduty:DeleteDetector",
    "guardduty:DeleteMembers",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:StopMonitoringMembers",
    "guardduty:UpdateDetector",
  ],
  alarm: ["cloudwatch:DeleteAlarms", "cloudwatch:DisableAlarmActions"],
  recorder: [
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:StopConfigurationRecorder",
  ],
};

const targets: ReadonlyMap<string, string> = new Map(
  Object.entries(tampering).flatMap(([target, names]) =>
    names.map((name) => [name, target] as const),
  ),
);

const actions = actionsOf(targets.keys());

/** Only named roles may stop, delete or change a trail, key, log group, detector, alarm or recorder. */
export const auditTampering: StackRule = {
  id: "audit/tampering",
  title: "Only named roles may change what records",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: permissionTypes,
  why: "Whoever can switch a record off, or shorten it, decides what an investigation will find.",
  fix: "Remove the action, or name the role in parameter administrators.",
  decides:
    "Whether a principal that is not a named administrator holds, by all its policies within its boundary, an action that stops, deletes or changes a trail, key, log group, detector, alarm or configuration recorder.",
  cannotDecide:
    "It does not judge what key policies grant, nor principals that get no permissions from this stack.",
  frameworks: {
    ...familyFrameworks.audit,
    nist80053: ["AU-9", "AU-9(4)", "AC-5", "AC-6"],
    pciDss: ["10.3.2", "10.3.4", "7.2.1"],
  },
  params: {
    administrators: {
      type: "array",
      description: "Names or ARNs of the roles that may do this.",
      default: [],
    },
  },
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:/pay:*"}',
    fail: '{"Effect":"Allow","Action":"cloudtrail:StopLogging","Resource":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"}',
  },
  check: (stack, context) => {
    const administrators = administratorNames(textsParam(context, "administrators"));
    const others = principalsOf(stack, context).filter(
      (principal) => isAdministrator(principal, administrators) !== "yes",
    );
    return [
      ...causesOf(others).map((cause) => observation(cause, administrators)),
      ...gapObservations(others, actions),
    ];
  },
};

/** A statement that lets somebody tamper. */
interface Cause {
  readonly holdings: readonly Holding[];
  readonly principals: ReadonlySet<Principal>;
}

function causesOf(principals: readonly Principal[]): readonly Cause[] {
  const causes = new Map<string, { holdings: Holding[]; principals: Set<Principal> }>();
  for (const principal of principals) {
    for (const holding of holdingsOf(principal, actions)) {
      if (isEverything(holding)) continue;
      const { source, statement } = holding;
      const key = `${source.carrier.urn}${source.path}|${statement.path}|${String(targets.get(holding.action))}`;
      const cause = causes.get(key) ?? { holdings: [], principals: new Set<Principal>() };
      causes.set(key, cause);
      cause.holdings.push(holding);
      cause.principals.add(principal);
    }
  }
  return [...causes.values()];
}

function observation(
  { holdings, principals }: Cause,
  administrators: ReadonlySet<string>,
): StackObservation {
  const [first] = holdings;
  if (first === undefined) throw new TypeError("A cause has at least one holding.");
  const pairs = [...new Set(holdings.map(pairOf))];
  const names = [...new Set(holdings.map(({ action }) => action))];
  const isSurelyOther = [...principals].some(
    (principal) => isAdministrator(principal, administrators) === "no",
  );
  const isCertain = isSurelyOther && holdings.some(({ certainty }) => certainty === "yes");
  const who = [...principals].map(({ kind, name }) => `${kind} ${name}`);
  const doubt = isCertain
    ? ""
    : ` for all that can be told: ${isSurelyOther ? first.doubt : "the name of the role is unknown"}`;
  return {
    resource: first.source.carrier,
    verdict: isCertain ? "fail" : "undecided",
    path: first.path,
    message: `${listed(names)} ${names.length > 1 ? "let" : "lets"} ${listed(who)} change ${article(targets.get(first.action) ?? "")}${doubt}.`,
    fix: `Remove ${listed(names)}, or name the role in parameter administrators of audit/tampering.`,
    value: pairs.join(", "),
    evidence: holdersOf(principals),
  };
}

const article = (target: string): string => `${target.startsWith("a") ? "an" : "a"} ${target}`;

import { accountNumbers, accountSettings } from "../audit/account-settings";
import {
  bucketEncryptionByCompanion,
  bucketEncryptionInline,
  encryptionMatrix,
  encryptionSettings,
} from "../engine/encryption-matrix";
import { documentLocations } from "../iam/document-locations";
import { entranceProtections, lastCopies } from "../retention/last-copies";
import {
  deletionProtections,
  deletionWindows,
  minimums,
  recoverySettings,
} from "../retention/minimums";
import { databaseTls } from "../transport/database-tls";
import { tlsPolicies } from "../transport/tls-policies";
import { transitSettings } from "../transport/transit-settings";
import { byHand } from "./judged-by-hand";

/**
 * Properties that another resource may set as well. Where the program leaves them to that resource it ignores
 * their changes, as the provider advises, and no judged value is lost.
 */
const setElsewhere: Readonly<Record<string, string>> = {
  "ec2/networkAcl:NetworkAcl": "egress ingress",
  "ec2/routeTable:RouteTable": "routes",
  "ec2/securityGroup:SecurityGroup": "egress ingress",
  "ec2/vpcEndpoint:VpcEndpoint": "policy securityGroupIds",
  "iam/role:Role": "inlinePolicies managedPolicyArns",
  "kms/key:Key": "policy",
  "s3/bucket:Bucket":
    "acl grants lifecycleRules logging objectLockConfiguration policy serverSideEncryptionConfiguration versioning",
  "secretsmanager/secret:Secret": "policy",
  "sns/topic:Topic": "policy",
  "sqs/queue:Queue": "policy",
};

const top = (path: string): string => path.split(".")[0] ?? path;

type Judged = readonly [type: string, property: string];

const ofEncryption = (): readonly Judged[] =>
  [...encryptionMatrix, bucketEncryptionInline, bucketEncryptionByCompanion].flatMap(
    ({ type, each, key, switches = [] }) =>
      (each === undefined ? [key, ...switches.map(({ path }) => path)] : [each]).map(
        (path) => [type, top(path)] as const,
      ),
  );

const ofSettings = (): readonly Judged[] => [
  ...[
    ...[...encryptionSettings, ...transitSettings, ...recoverySettings, ...deletionProtections],
    ...[...minimums, ...deletionWindows, ...lastCopies, ...entranceProtections],
    ...accountSettings,
  ].map(({ type, within, path }) => [type, top(within ?? path)] as const),
  ...accountNumbers.map(({ type, path }) => [type, path] as const),
];

const ofDocuments = (): readonly Judged[] =>
  Object.entries(documentLocations).flatMap(([type, locations]) =>
    locations.flatMap(({ path: [property] }) =>
      property === undefined ? [] : [[type, property] as const],
    ),
  );

const ofHand = (): readonly Judged[] =>
  Object.entries(byHand).flatMap(([name, properties]) =>
    properties.split(" ").map((property) => [`aws:${name}`, property] as const),
  );

function collect(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const all = [
    ...ofEncryption(),
    ...ofSettings(),
    ...tlsPolicies.map(({ type, path }) => [type, top(path)] as const),
    ...databaseTls.map(({ type, group }) => [type, group] as const),
    ...ofDocuments(),
    ...ofHand(),
  ];
  for (const [type, property] of all) {
    found.set(type, (found.get(type) ?? new Set<string>()).add(property));
  }
  return found;
}

const judged = collect();

/** Types that have judged properties. */
export const judgedTypes: readonly string[] = [...judged.keys()].sort();

/** The properties of a type whose values rules judge. */
export function judgedProperties(type: string): ReadonlySet<string> {
  return judged.get(type) ?? new Set();
}

/** Whether another resource may set the property of the type instead. */
export function isSetElsewhere(type: string, property: string): boolean {
  return (setElsewhere[type.replace(/^aws:/, "")] ?? "").split(" ").includes(property);
}

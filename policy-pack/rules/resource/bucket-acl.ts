import type { Observation, ResourceRule } from "../../engine/rule";
import {
  isUnknown,
  listOf,
  type Properties,
  pointer,
  type Reading,
  read,
  textOf,
  type Value,
} from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Where a type grants access by ACL. */
interface AclProperties {
  /** Path of the list of grants. @default - none */
  readonly grants?: readonly string[];
  /** Path, inside a grant, of its grantee. @default - the grant itself */
  readonly grantee?: string;
}

const aclTypes: Readonly<Record<string, AclProperties>> = {
  "aws:s3/bucket:Bucket": { grants: ["grants"] },
  "aws:s3/bucketAcl:BucketAcl": { grants: ["accessControlPolicy", "grants"], grantee: "grantee" },
  "aws:s3/bucketObject:BucketObject": {},
  "aws:s3/bucketObjectv2:BucketObjectv2": {},
  "aws:s3/objectCopy:ObjectCopy": { grants: ["grants"] },
};

/** No ACL opens a bucket or an object to everybody, or to every AWS account. */
export const bucketAcl: ResourceRule = {
  id: "resource/bucket-acl",
  title: "No ACL admits everybody",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: Object.keys(aclTypes),
  why: "A public ACL hands out objects without any policy saying so, and authenticated users are those of every AWS account.",
  fix: "Set acl to private, or leave it out and set object ownership to BucketOwnerEnforced, which switches ACLs off.",
  decides:
    "Whether a canned ACL of a bucket or object is public-read, public-read-write or authenticated-read, and whether a grant names all users or all authenticated users.",
  cannotDecide:
    "Whether object ownership or a public access block makes the ACL idle; grants to single canonical users are accepted.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.2.0",
  examples: { pass: 'acl: "private"', fail: 'acl: "public-read"' },
  check: ({ type, properties }) => [
    ...judgeCanned(properties["acl"]),
    ...judgeGrants(properties, aclTypes[type] ?? {}),
  ],
};

// S3 User Guide, "Canned ACL" and "Amazon S3 predefined groups".
const publicAcls: ReadonlySet<string> = new Set([
  "public-read",
  "public-read-write",
  "authenticated-read",
]);
const publicGroups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

function judgeCanned(acl: Value | undefined): readonly Observation[] {
  const path = "/acl";
  if (isUnknown(acl))
    return [{ verdict: "undecided", path, message: "The canned ACL is unknown." }];
  if (typeof acl !== "string" || !publicAcls.has(acl)) return [];
  const who = acl === "authenticated-read" ? "every AWS account" : "everybody";
  return [{ verdict: "fail", path, message: `The canned ACL ${acl} admits ${who}.` }];
}

function judgeGrants(
  properties: Properties,
  { grants, grantee }: AclProperties,
): readonly Observation[] {
  if (grants === undefined) return [];
  const list = read(properties, ...grants);
  if (list.kind === "unknown") {
    return [{ verdict: "undecided", path: list.path, message: "The grants are unknown." }];
  }
  return listOf(valueOf(list)).flatMap((_grant, index) => {
    const at = [...grants, index, ...(grantee === undefined ? [] : [grantee])];
    return judgeGrantee(read(properties, ...at, "uri"), pointer([...at, "uri"]));
  });
}

const valueOf = (reading: Reading): Value | undefined =>
  reading.kind === "known" ? reading.value : undefined;

function judgeGrantee(uri: Reading, path: string): readonly Observation[] {
  if (uri.kind === "unknown") {
    return [{ verdict: "undecided", path, message: "The grantee is unknown." }];
  }
  const group = publicGroups.exec(textOf(valueOf(uri)))?.[1];
  if (group === undefined) return [];
  const fix = "Remove the grant, and name in a bucket policy who needs access.";
  return [{ verdict: "fail", path, message: `A grant admits the group ${group}.`, fix }];
}

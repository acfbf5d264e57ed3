/** What a global condition key says about a request, as far as limiting who calls is concerned. */
export type KeyMeaning =
  /** Account id of the caller, or of the resource on whose behalf a service calls. */
  | "account"
  /** Organization id. */
  | "organization"
  /** Path in an organization, beginning with its id. */
  | "organization-path"
  /** ARN of the caller, or of the resource on whose behalf a service calls. */
  | "arn"
  /** Unique id of the caller. */
  | "unique-id"
  /** Id of a VPC or VPC endpoint. */
  | "network"
  /** Address of the caller: where, not who. */
  | "address"
  /** Text that the caller chooses. */
  | "chosen"
  /** Moment of the request. */
  | "moment"
  /** Anything else: how, what or when, not who. */
  | "other";

// IAM User Guide, "AWS global condition context keys". `aws:sourceowner`, `kms:` and `s3:` keys are those of their
// services. Keys of a session name the function, instance or project that its credentials were delivered to.
const meanings: Readonly<Record<string, KeyMeaning>> = {
  "aws:principalaccount": "account",
  "aws:sourceaccount": "account",
  "aws:sourceowner": "account",
  "aws:vpceaccount": "account",
  "kms:calleraccount": "account",
  "s3:dataaccesspointaccount": "account",
  "aws:principalorgid": "organization",
  "aws:sourceorgid": "organization",
  "aws:vpceorgid": "organization",
  "aws:principalorgpaths": "organization-path",
  "aws:sourceorgpaths": "organization-path",
  "aws:vpceorgpaths": "organization-path",
  "aws:principalarn": "arn",
  "aws:sourcearn": "arn",
  "aws:sourcevpcarn": "arn",
  "s3:dataaccesspointarn": "arn",
  "codebuild:buildarn": "arn",
  "codebuild:projectarn": "arn",
  "lambda:sourcefunctionarn": "arn",
  "ec2:sourceinstancearn": "arn",
  "ssm:sourceinstancearn": "arn",
  "aws:userid": "unique-id",
  "aws:sourcevpc": "network",
  "aws:sourcevpce": "network",
  "aws:ec2instancesourcevpc": "network",
  "aws:sourceip": "address",
  "aws:vpcsourceip": "address",
  "aws:referer": "chosen",
  "aws:useragent": "chosen",
  "aws:currenttime": "moment",
  "aws:epochtime": "moment",
};

/** What a condition key, in lower case, says about a request. */
export function meaningOf(key: string): KeyMeaning {
  return Object.hasOwn(meanings, key) ? (meanings[key] ?? "other") : "other";
}

/** Whether equality on the key says who calls, or on whose behalf. */
export function saysWho(key: string): boolean {
  return !["address", "chosen", "moment", "other"].includes(meaningOf(key));
}

/** A condition operator taken apart. */
export interface Operator {
  /** Prefix for keys with several values. */
  readonly qualifier: "forallvalues" | "foranyvalue" | undefined;
  /** Comparison in lower case, such as `stringlike`. */
  readonly comparison: string;
  /** Whether a request without the key meets the condition. */
  readonly ifExists: boolean;
  /** Whether the comparison is a denial, such as `StringNotEquals`. */
  readonly isNegated: boolean;
  /** Type of values it compares; undefined when there is no such operator. */
  readonly type: ComparedType | undefined;
  /** Whether `*` and `?` in its values are wildcards. */
  readonly readsPatterns: boolean;
}

/** Type of values that an operator compares. */
export type ComparedType =
  | "string"
  | "numeric"
  | "date"
  | "bool"
  | "binary"
  | "ip"
  | "arn"
  | "null";

const comparisons: Readonly<Record<string, ComparedType>> = {
  stringequals: "string",
  stringnotequals: "string",
  stringequalsignorecase: "string",
  stringnotequalsignorecase: "string",
  stringlike: "string",
  stringnotlike: "string",
  numericequals: "numeric",
  numericnotequals: "numeric",
  numericlessthan: "numeric",
  numericlessthanequals: "numeric",
  numericgreaterthan: "numeric",
  numericgreaterthanequals: "numeric",
  dateequals: "date",
  datenotequals: "date",
  datelessthan: "date",
  datelessthanequals: "date",
  dategreaterthan: "date",
  dategreaterthanequals: "date",
  bool: "bool",
  binaryequals: "binary",
  ipaddress: "ip",
  notipaddress: "ip",
  arnequals: "arn",
  arnlike: "arn",
  arnnotequals: "arn",
  arnnotlike: "arn",
  null: "null",
};

/** Takes an operator apart, whatever its letter case. */
export function parseOperator(operator: string): Operator {
  const lower = operator.toLowerCase();
  const [, prefix, rest = ""] = /^(?:(forallvalues|foranyvalue):)?(.*)$/.exec(lower) ?? [];
  const ifExists = rest.endsWith("ifexists");
  const comparison = ifExists ? rest.slice(0, -"ifexists".length) : rest;
  return {
    qualifier: prefix === "forallvalues" || prefix === "foranyvalue" ? prefix : undefined,
    comparison,
    ifExists,
    isNegated: comparison.includes("not"),
    type: Object.hasOwn(comparisons, comparison) ? comparisons[comparison] : undefined,
    readsPatterns: /like$|^arn/.test(comparison),
  };
}

// IAM User Guide, "AWS global condition context keys", with their data types. `aws:sourceowner` is an older key of
// Amazon SNS. `*` stands for a tag key.
const globalKeys: Readonly<Record<string, readonly string[]>> = {
  ARN: [
    "aws:principalarn",
    "aws:sourcearn",
    "aws:sourcevpcarn",
    "aws:chatbotsourcearn",
    "ec2:sourceinstancearn",
    "lambda:sourcefunctionarn",
    "ssm:sourceinstancearn",
    "codebuild:buildarn",
    "codebuild:projectarn",
    "aws:signinsessionarn",
  ],
  String: [
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltag/*",
    "aws:principaltype",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:userid",
    "aws:username",
    "aws:federatedprovider",
    "aws:sourceidentity",
    "aws:sourceaccount",
    "aws:sourceowner",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:ec2instancesourcevpc",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
    "aws:resourceaccount",
    "aws:resourceorgid",
    "aws:resourceorgpaths",
    "aws:resourcetag/*",
    "aws:requesttag/*",
    "aws:tagkeys",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:calledviaawsmcp",
    "aws:requestedregion",
    "aws:referer",
    "aws:useragent",
    "glue:roleassumedby",
    "glue:credentialissuingservice",
    "identitystore:userid",
  ],
  Bool: [
    "aws:securetransport",
    "aws:multifactorauthpresent",
    "aws:principalisawsservice",
    "aws:viaawsservice",
    "aws:viaawsmcpservice",
    "aws:ismcpserviceaction",
    "aws:assumedroot",
  ],
  IPAddress: ["aws:sourceip", "aws:vpcsourceip", "aws:ec2instancesourceprivateipv4"],
  Date: ["aws:currenttime", "aws:tokenissuetime", "aws:epochtime"],
  Numeric: ["aws:multifactorauthage", "ec2:roledelivery"],
};

/** The type of a global condition key, in lower case; nothing when it is none. */
export function globalKeyType(key: string): string | undefined {
  const tag = key.replace(/\/.*$/, "/*");
  return Object.keys(globalKeys).find((type) => globalKeys[type]?.includes(tag));
}

const comparedBy: Readonly<Record<string, readonly ComparedType[]>> = {
  ARN: ["arn", "string"],
  Bool: ["bool", "string"],
  IPAddress: ["ip"],
  // Moments may be given in seconds since 1970.
  Date: ["date", "numeric"],
  Numeric: ["numeric", "string"],
};

/** Whether an operator of one type compares values of a key of another, as the catalogue names it. */
export function comparesType(operator: ComparedType, key: string): boolean {
  const plain = key.replace("ArrayOf", "");
  // The catalogue calls some switches and addresses text; only a number or a moment is never one.
  if (plain === "String") return operator !== "numeric" && operator !== "date";
  return comparedBy[plain]?.includes(operator) ?? true;
}

import type { PlanContext } from "../context";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";

/** A column of a table. */
export interface ColumnPlan {
  /** Name, in lower case as Glue keeps it. */
  readonly name: string;
  /** Type, as Hive writes it. */
  readonly type: string;
}

/** How Athena reads the trail's files. */
export interface ArchiveTablePlan {
  /** Glue database. */
  readonly database: string;
  /** Glue table. */
  readonly table: string;
  /** Where the files lie. */
  readonly location: string;
  /** Fields of an event. */
  readonly columns: readonly ColumnPlan[];
  /** Parts of the files' path, which a query narrows what it reads by. */
  readonly partitions: readonly ColumnPlan[];
  /** Properties of the table: how paths follow from partitions. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Hadoop's classes for files and lines. */
  readonly format: {
    readonly input: string;
    readonly output: string;
    readonly serializer: string;
  };
  /** Where queries run, and under which limits. */
  readonly workgroup: {
    /** Physical name. */
    readonly name: string;
    /** Bytes after which a query is stopped: AWS charges for what is read. */
    readonly maxBytesPerQuery: number;
    /** Logical name of the key that encrypts results. */
    readonly encryptionKey: string;
    /** Whether it is deleted together with the queries it has run. */
    readonly deleteWithHistory: boolean;
  };
  /** Tags. */
  readonly tags: Tags;
}

/** Plans a table over everything the trail has written, and the workgroup that it is queried in. */
export function planArchiveTable(context: PlanContext): ArchiveTablePlan {
  const { config, environment, names, tags } = context;
  const archive = `s3://${names.trailBucket}/AWSLogs`;
  return {
    database: names.archiveDatabase,
    table: names.archiveTable,
    location: `${archive}/${environment.accountId}/CloudTrail/`,
    columns,
    partitions: ["account", "region", "day"].map((name) => ({ name, type: "string" })),
    parameters: { EXTERNAL: "TRUE", ...projection(archive, environment.accountId) },
    format: {
      input: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
      output: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
      serializer: "org.apache.hive.hcatalog.data.JsonSerDe",
    },
    workgroup: {
      name: names.archiveWorkgroup,
      maxBytesPerQuery: 100 * 1024 ** 3,
      encryptionKey: logicalNames.estateKey("evidence"),
      deleteWithHistory: !config.protectData,
    },
    tags,
  };
}

// A list of Regions would hide events of the ones it lacks; a query has to name those that it means (Athena User
// Guide, "Use dynamic ID partitioning").
const projection = (archive: string, accountId: string) => ({
  "projection.enabled": "true",
  "projection.account.type": "enum",
  "projection.account.values": accountId,
  "projection.region.type": "injected",
  "projection.day.type": "date",
  "projection.day.format": "yyyy/MM/dd",
  // Earlier than any trail of this project; days without files cost nothing.
  "projection.day.range": "2026/01/01,NOW",
  "projection.day.interval": "1",
  "projection.day.interval.unit": "DAYS",
  "storage.location.template": `${archive}/\${account}/CloudTrail/\${region}/\${day}`,
});

const struct = (...fields: readonly string[]) => `struct<${fields.join(",")}>`;
const texts = (...names: readonly string[]) => names.map((name) => `${name}:string`);

const sessionContext = struct(
  `attributes:${struct(...texts("mfaauthenticated", "creationdate"))}`,
  `sessionissuer:${struct(...texts("type", "principalid", "arn", "accountid", "username"))}`,
  "ec2roledelivery:string",
  `webidfederationdata:${struct("federatedprovider:string", "attributes:map<string,string>")}`,
);

const userIdentity = struct(
  ...texts("type", "principalid", "arn", "accountid", "invokedby", "accesskeyid", "username"),
  `onbehalfof:${struct(...texts("userid", "identitystorearn"))}`,
  `sessioncontext:${sessionContext}`,
);

const text = (...names: readonly string[]): readonly ColumnPlan[] =>
  names.map((name) => ({ name, type: "string" }));

// Athena User Guide, "Create the table for CloudTrail logs in Athena using partition projection".
const columns: readonly ColumnPlan[] = [
  ...text("eventversion"),
  { name: "useridentity", type: userIdentity },
  ...text("eventtime", "eventsource", "eventname", "awsregion", "sourceipaddress", "useragent"),
  ...text("errorcode", "errormessage", "requestparameters", "responseelements"),
  ...text("additionaleventdata", "requestid", "eventid", "readonly"),
  { name: "resources", type: `array<${struct(...texts("arn", "accountid", "type"))}>` },
  ...text("eventtype", "apiversion", "recipientaccountid", "serviceeventdetails"),
  ...text("sharedeventid", "vpcendpointid", "vpcendpointaccountid", "eventcategory"),
  {
    name: "addendum",
    type: struct(...texts("reason", "updatedfields", "originalrequestid", "originaleventid")),
  },
  ...text("sessioncredentialfromconsole", "edgedevicedetails"),
  {
    name: "tlsdetails",
    type: struct(...texts("tlsversion", "ciphersuite", "clientprovidedhostheader")),
  },
];

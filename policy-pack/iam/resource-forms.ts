/** A form of resource that lies inside one named resource, or that AWS itself completes. */
export interface InsideForm {
  /** Service as in the third part of the ARN. */
  readonly service: string;
  /** Resource part of the ARN; names hold neither wildcard nor separator. */
  readonly pattern: RegExp;
  /** Why the wildcard is accepted, in the middle of a sentence. */
  readonly reason: string;
  /** False where the ARN holds no account: with one, the same text means something else. @default true */
  readonly hasAccount?: false;
}

const form = (service: string, pattern: RegExp, reason: string): InsideForm => ({
  service,
  pattern,
  reason,
});

/**
 * Where a wildcard lies below one named resource: Service Authorization Reference, "Resource types defined by …".
 * Objects behind an access point for Object Lambda, subscriptions, paths of a domain, the end of a secret's name and
 * shadows of a thing are no types of their own there; the guides of the services describe their ARNs.
 */
export const insideForms: readonly InsideForm[] = [
  form("s3", /^accesspoint\/[^/*?]+\/object\/.+$/, "it means objects behind one access point"),
  // With an account, `job/*` or `storage-lens/*` are resources of that account.
  { ...form("s3", /^[^/*?:]+\/.+$/, "it means objects of one bucket"), hasAccount: false },
  form(
    "s3-object-lambda",
    /^accesspoint\/[^/*?]+\/.+$/,
    "it means objects behind one access point",
  ),
  form("s3tables", /^bucket\/[^/*?]+\/table\/.+$/, "it means tables of one table bucket"),
  form("logs", /^log-group:[^:*?]+:(\*|log-stream:.+)$/, "it means streams of one log group"),
  form(
    "dynamodb",
    /^table\/[^/*?]+\/(index|stream|backup|export|import)\/.+$/,
    "it lies inside one table",
  ),
  form("lambda", /^function:[^:*?]+:.+$/, "it means versions of one function"),
  form("lambda", /^layer:[^:*?]+:\*$/, "it means versions of one layer"),
  form("vpc-lattice", /^service\/[^/*?]+\/.+$/, "it means paths of one service"),
  form("execute-api", /^[^/*?]+\/.+$/, "it means stages, methods and paths of one API"),
  form(
    "secretsmanager",
    /^secret:[^*?]+-\?{6}$/,
    "AWS appends six characters to the name of one secret",
  ),
  form("sns", /^[^:*?]+:\*$/, "it means subscriptions of one topic"),
  form("kinesis", /^stream\/[^/*?]+\/consumer\/.+$/, "it means consumers of one stream"),
  form(
    "states",
    /^(execution|express|mapRun):[^:*?]+:.+$/,
    "it means executions of one state machine",
  ),
  form("ecs", /^task-definition\/[^:*?/]+:\*$/, "it means revisions of one family"),
  form("ecs", /^(task|container-instance)\/[^/*?]+\/.+$/, "AWS chooses the ids inside one cluster"),
  form("events", /^rule\/[^/*?]+\/.+$/, "it means rules of one event bus"),
  form("glue", /^table\/[^/*?]+\/.+$/, "it means tables of one database"),
  form("cassandra", /^\/keyspace\/[^/*?]+\/table\/.+$/, "it means tables of one keyspace"),
  form("timestream", /^database\/[^/*?]+\/table\/.+$/, "it means tables of one database"),
  form("es", /^domain\/[^/*?]+\/.+$/, "it means paths of one domain"),
  form(
    "kafka",
    /^(topic|group|transactional-id)\/[^/*?]+\/[^/*?]+\/.+$/,
    "it lies inside one cluster",
  ),
  form("appsync", /^apis\/[^/*?]+\/.+$/, "it lies inside one API"),
  form("appconfig", /^application\/[^/*?]+\/.+$/, "it lies inside one application"),
  form("bedrock", /^agent-alias\/[^/*?]+\/.+$/, "it means aliases of one agent"),
  form("iot", /^thing\/[^/*?]+\/.+$/, "it lies inside one thing"),
  form(
    "elasticloadbalancing",
    /^listener(-rule)?\/(app|net|gwy)\/[^/*?]+\/[^/*?]+\/.+$/,
    "it lies inside one load balancer",
  ),
];

/** What a query of a log asks. */
export interface LogQuery {
  /** Name of the log group. */
  readonly logGroup: string;
  /** Text in the Logs Insights query language. */
  readonly text: string;
  /** First second, since the epoch. */
  readonly from: number;
  /** Last second, since the epoch; AWS includes it. */
  readonly to: number;
  /** Most rows. */
  readonly maxRows: number;
}

/** How far a query is. Rows may be there before it is done. */
export interface QueryProgress {
  /** Whether it runs, is done, or will never be. */
  readonly status: "running" | "complete" | "failed";
  /** Fields by name; one without a value is left out. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Bytes of log events scanned so far: what AWS charges. */
  readonly scannedBytes: number;
}

/** Queries of logs. Every method throws what AWS answers. */
export interface LogSearch {
  /** Starts a query, and gives its id. */
  start(query: LogQuery): Promise<string>;
  /** How far it is. */
  progress(id: string): Promise<QueryProgress>;
  /** Ends it. */
  stop(id: string): Promise<void>;
}

/** When a role was made and last used. */
export interface RoleFacts {
  /** ARN. */
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds since the epoch; undefined when it was not used in the time that IAM tracks. */
  readonly lastUsedAt: number | undefined;
}

/** A service that a role may use. */
export interface GrantedService {
  /** Namespace of its actions, such as `kms`. */
  readonly namespace: string;
  /** Milliseconds since the epoch; undefined when it was not used in the time that IAM tracks. */
  readonly lastUsedAt: number | undefined;
}

/** What IAM knows of the use of roles. Every method throws what AWS answers. */
export interface RoleUse {
  /** Facts of a role. */
  facts(roleName: string): Promise<RoleFacts>;
  /** Has IAM look up which services a role used, and gives the id of the job. */
  startServices(roleArn: string): Promise<string>;
  /** What the job found; undefined while it runs. */
  services(job: string): Promise<readonly GrantedService[] | undefined>;
}

/** A finding of an AWS service, reduced to what is reported. */
export interface Finding {
  /** ARN or id of what it is about; undefined where it names none. */
  readonly resource: string | undefined;
  /** Type of the finding, or id of the control. */
  readonly type: string;
  /** Severity, or what it found. */
  readonly detail: string;
  /** When it was last seen, ISO 8601; undefined where unknown. */
  readonly seenAt: string | undefined;
}

/** A list of findings. */
export interface Findings {
  /** The findings, at most as many as were asked for. */
  readonly findings: readonly Finding[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}

/** Findings of AWS services. Every method throws what AWS answers; `undefined` means that the service is not enabled. */
export interface FindingSources {
  /** Access that nobody uses, as IAM Access Analyzer sees it. */
  unusedAccess(analyzerArn: string, max: number): Promise<Findings | undefined>;
  /** Controls that failed, as Security Hub sees them. */
  failedControls(max: number): Promise<Findings | undefined>;
}

/** Where reviews are kept: objects that are never changed. Every method throws when it cannot do its work. */
export interface Evidence {
  /** Keys that begin with a prefix. */
  list(prefix: string): Promise<readonly string[]>;
  /** Text of an object; undefined when there is none. */
  read(key: string): Promise<string | undefined>;
  /** Writes an object unless there is one, which then stays as it is. @returns whether it was written. */
  putOnce(key: string, text: string, contentType?: string): Promise<boolean>;
}

/** Tells people. Throws when nobody could be told. */
export type Tell = (subject: string, text: string) => Promise<void>;

/** Everything outside that a review needs. */
export interface Ports {
  /** Logs. */
  readonly logs: LogSearch;
  /** Roles. */
  readonly roles: RoleUse;
  /** Findings. */
  readonly findings: FindingSources;
  /** Where the review is kept. */
  readonly evidence: Evidence;
  /** Who is told. */
  readonly tell: Tell;
}

/** Time that a run has. */
export interface Patience {
  /** Milliseconds until the run is ended from outside. */
  remaining(): number;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
  /** Time. */
  now(): number;
}

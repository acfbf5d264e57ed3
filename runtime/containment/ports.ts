/** A rule of a security group as AWS has it, without its id, which a restored rule does not get back. */
export interface GroupRule {
  /** Direction. */
  readonly isEgress: boolean;
  /** Protocol's name or number; `-1` for all. */
  readonly protocol: string;
  /** First port; -1 for all. */
  readonly fromPort: number;
  /** Last port; -1 for all. */
  readonly toPort: number;
  /** The one other side that a rule has. */
  readonly peer:
    | { readonly kind: "ipv4" | "ipv6"; readonly cidr: string }
    | { readonly kind: "prefix-list" | "group"; readonly id: string };
  /** Description; empty where there is none. */
  readonly description: string;
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A rule with the id that it is revoked by. */
export interface PresentRule extends GroupRule {
  /** Id, as `sgr-` and hexadecimal digits. */
  readonly id: string;
}

/** An ECS service. */
export interface TaskService {
  /** ECS cluster. */
  readonly cluster: string;
  /** ECS service. */
  readonly service: string;
}

/** What is known of an ECS service. */
export interface TaskServiceState {
  /** Tasks that it keeps running. */
  readonly desiredCount: number;
  /** ARN of the task definition. */
  readonly taskDefinition: string;
  /** Subnets of its tasks. */
  readonly subnets: readonly string[];
  /** Security groups of its tasks. */
  readonly securityGroups: readonly string[];
  /** Whether its tasks have public addresses. */
  readonly assignPublicIp: string;
}

/** Where log events are looked for. */
export interface LogQuery {
  /** Name of the log group. */
  readonly logGroup: string;
  /** Filter pattern. @default - every event */
  readonly pattern?: string;
  /** First moment, in milliseconds since the epoch. */
  readonly from: number;
  /** Moment after the last, in milliseconds since the epoch. */
  readonly to: number;
  /** Most events that are read. */
  readonly limit: number;
}

/** A log event. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** What was written. */
  readonly message: string;
}

/** Log events that were found. */
export interface LogExcerpt {
  /** The events, as AWS orders them. */
  readonly events: readonly LogEvent[];
  /** Whether there are more than were read. */
  readonly isTruncated: boolean;
}

/** An execution's claim to a finding. */
export interface Claim {
  /** The incident. */
  readonly incident: string;
  /** ARN of the execution. */
  readonly execution: string;
  /** When it began, ISO 8601 in UTC. */
  readonly openedAt: string;
}

/** Who works on what: items of governance's table. Each call throws when the table does not confirm it. */
export interface Claims {
  /** Claims a finding, unless another execution has. @returns the ARN of the execution that has it. */
  claim(claim: Claim): Promise<string>;
  /** Claims a service for an incident, unless another incident has it. @returns the id of the incident that has it. */
  hold(service: string, incident: string): Promise<string>;
  /** The incident that has a service; undefined when none has. */
  holderOf(service: string): Promise<string | undefined>;
  /** Ends the claim of an incident to a service; repeating it changes nothing. */
  letGo(service: string, incident: string): Promise<void>;
}

/** The evidence bucket. Each call throws when S3 does not confirm it. */
export interface Evidence {
  /** Writes an object unless there is one, which then stays as it is. @returns whether it was written. */
  putOnce(key: string, text: string): Promise<boolean>;
  /** Writes an object, as a new version where there is one. */
  put(key: string, text: string, contentType: string): Promise<void>;
  /** Text of an object; undefined when there is none. */
  read(key: string): Promise<string | undefined>;
}

/**
 * What containment reads and changes of the estate. Each call throws when AWS refuses it or does not answer; none of a
 * service that is not in the settings is ever made. A call that changes may be repeated.
 */
export interface Estate {
  /** Whether governance denies a service's calls. */
  isQuarantined(service: string): Promise<boolean>;
  /** Makes it so. */
  setQuarantine(service: string): Promise<void>;
  /** Ends it. */
  liftQuarantine(service: string): Promise<void>;
  /** Text of a role's inline policy `AWSRevokeOlderSessions`; undefined when the role has none. */
  readRevocation(roleName: string): Promise<string | undefined>;
  /** Puts that policy. */
  putRevocation(roleName: string, text: string): Promise<void>;
  /** Text of the auth policy of a VPC Lattice service; undefined when it has none. */
  readAuthPolicy(latticeServiceId: string): Promise<string | undefined>;
  /** Puts that policy. */
  putAuthPolicy(latticeServiceId: string, text: string): Promise<void>;
  /** Rules of a security group. */
  readRules(groupId: string): Promise<readonly PresentRule[]>;
  /** Revokes rules, each of the direction given. */
  revokeRules(groupId: string, isEgress: boolean, ruleIds: readonly string[]): Promise<void>;
  /** Authorises one rule; that it exists already is no error. */
  authorizeRule(groupId: string, rule: GroupRule): Promise<void>;
  /** State of an ECS service. */
  readTaskService(tasks: TaskService): Promise<TaskServiceState>;
  /** Sets how many tasks an ECS service keeps running. */
  setDesiredCount(tasks: TaskService, count: number): Promise<void>;
  /** ARNs of its tasks that run, or are to. */
  runningTasks(tasks: TaskService): Promise<readonly string[]>;
  /** Stops a task; that it has stopped is no error. */
  stopTask(cluster: string, taskArn: string, reason: string): Promise<void>;
  /** Reserved concurrency of a function; undefined when it has none. */
  readReservedConcurrency(functionName: string): Promise<number | undefined>;
  /** Sets it; undefined takes it away. */
  putReservedConcurrency(functionName: string, count: number | undefined): Promise<void>;
  /** Begins the rotation of a secret. The same token begins it once. */
  rotateSecret(secretName: string, token: string): Promise<void>;
}

/** Logs of the estate. */
export interface Logs {
  /** Reads log events. */
  read(query: LogQuery): Promise<LogExcerpt>;
}

/** Everything outside that containment uses. */
export interface Ports {
  /** Who works on what. */
  readonly claims: Claims;
  /** What is kept. */
  readonly evidence: Evidence;
  /** What is contained. */
  readonly estate: Estate;
  /** What is read. */
  readonly logs: Logs;
}

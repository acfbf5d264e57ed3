import { keyArn, made } from "./quality-case";

/** What a trail should have. */
export const trail = {
  name: "audit",
  s3BucketName: "acme-audit-logs",
  isMultiRegionTrail: true,
  includeGlobalServiceEvents: true,
  enableLogging: true,
  enableLogFileValidation: true,
  kmsKeyId: keyArn,
  cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/acme/trail:*",
  cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/trail",
};

/** What a balancer has besides its access log. */
export const balancer = {
  loadBalancerType: "application",
  internal: true,
  enableDeletionProtection: true,
  dropInvalidHeaderFields: true,
};

/** The control plane logs of a cluster. */
export const clusterLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** A log group of the account. */
export const logGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:/acme/access";

/** A recorder of everything. */
export const recorder = made("cfg/Recorder recorder", {
  name: "recorder",
  roleArn: "arn:aws:iam::111122223333:role/recorder",
  recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
});

/** An analyzer of what others may reach. */
export const analyzer = made("accessanalyzer/Analyzer analyzer", {
  analyzerName: "analyzer",
  type: "ACCOUNT",
});

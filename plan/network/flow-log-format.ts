/** Fields of a flow-log record in order; metric filters are made from the same list (NET-31). */
export const flowLogFields = [
  "version",
  "account-id",
  "interface-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "log-status",
  "vpc-id",
  "subnet-id",
  "pkt-srcaddr",
  "pkt-dstaddr",
  "flow-direction",
  "traffic-path",
] as const;

/** The format as the flow log takes it. */
export const flowLogFormat = flowLogFields.map((field) => `\${${field}}`).join(" ");

/** Cases, by title, on which the pack does not agree with the reviewer, and why. */
export const known: Readonly<Record<string, string>> = {
  "a password policy of eight characters":
    "No rule reads the account's password policy; CIS AWS wants 14 characters and no reuse.",
  "a database in subnets that a route joins to the Internet":
    "No rule keeps databases out of public subnets (FSBP RDS.46); the reachability rules want a public address.",
  "a boundary that another stack keeps":
    "By design, POL-170: a boundary is in the stack, or param allowed lists it.",
  "a service network for the signed callers of the organisation":
    "By design, POL-250: callers are exact roles of declared edges, whatever else limits them.",
  "a queue under the alias of a key that another stack keeps, spoken to over TLS":
    "By design, POL-301: an alias counts if it resolves to a key of the stack, or is in allowedKeys.",
  "a log group under a key of the account that another stack keeps":
    "By design, POL-301: a key is of the stack, where its policy is judged, or in allowedKeys.",
  "a grant to one role, for one context":
    "By design, POL-343: a grantee is a role of the stack or in allowedGrantees.",
  "a secret that is rotated on the first of every month":
    "By design: 30 days. POL-320 allows no more, and 31 pass between the firsts of two months.",
};

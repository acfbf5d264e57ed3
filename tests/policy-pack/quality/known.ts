/** Cases, by title, on which the pack does not yet agree with the reviewer, and why. */
export const known: Readonly<Record<string, string>> = {
  "a password policy of eight characters":
    "No rule reads the account's password policy; CIS AWS wants 14 characters and no reuse.",
  "a boundary that another stack keeps":
    "boundary/present fails on a boundary that it cannot see; it should be undecided, not failed.",
  "a database in subnets that a route joins to the Internet":
    "No rule keeps databases out of public subnets (FSBP RDS.46); the reachability rules want a public address.",
  "a notebook on the Internet":
    "reach/public-surface leaves out notebooks with directInternetAccess (FSBP SageMaker.1).",
  "a service network for the signed callers of the organisation":
    "mesh/lattice-callers fails on the organisation as caller; for a service network that is what AWS advises.",
  "a queue under the alias of a key that another stack keeps, spoken to over TLS":
    "encrypt/customer-managed-key fails on an alias that is not of AWS; it should be undecided, not failed.",
  "a log group under a key of the account that another stack keeps":
    "encrypt/customer-managed-key fails on a key that it cannot see; it should be undecided, not failed.",
  "another account as a whole, with every action":
    "While our account is not known, every root counts as ours: every key action of a second account is kms/root-delegation, advisory, and not iam/wildcard-action.",
  "a grant to one role, for one context":
    "kms/grantee fails on an exact role of the account that another stack has; it should be undecided, not failed.",
  "a password in the script of an instance":
    "secret/literal does not read assignments such as DB_PASSWORD='…' in user data.",
  "a password in a parameter that is not encrypted":
    "secret/literal does not look at the value of a String parameter whose name says password.",
  "a secret that is rotated on the first of every month":
    "secret/rotation fails on 31 days between two rotations of a monthly schedule.",
  "a database that leaves no snapshot": "retain/recovery does not look at skipFinalSnapshot.",
  "a bucket that is destroyed with its objects":
    "retain/recovery does not look at forceDestroy, except for buckets of records.",
  "a balancer that anybody deletes with one call":
    "retain/recovery does not look at enableDeletionProtection (FSBP ELB.6).",
  "a flow log of what was rejected only":
    "audit/flow-log judges networks of the stack, not a flow log of a network of another stack.",
  "a cluster without audit log": "No rule looks at enabledClusterLogTypes (FSBP EKS.8).",
  "a database that exports no logs": "No rule looks at enabledCloudwatchLogsExports (FSBP RDS.9).",
  "a search domain without audit log": "No rule looks at logPublishingOptions (FSBP Opensearch.5).",
  "a recorder of some resources only, beside detector and analyzer":
    "audit/account-baseline does not look at what the recorder records (FSBP Config.1).",
};

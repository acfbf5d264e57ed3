/** Types of VPC Lattice that rules look at. */
export const latticeTypes = {
  /** A service: what callers invoke. */
  service: "aws:vpclattice/service:Service",
  /** A service network: where services and VPCs meet. */
  network: "aws:vpclattice/serviceNetwork:ServiceNetwork",
  /** Who may call a service, or any service of a network. */
  authPolicy: "aws:vpclattice/authPolicy:AuthPolicy",
  /** Where a service accepts requests. */
  listener: "aws:vpclattice/listener:Listener",
  /** Where requests are sent, by method and path. */
  listenerRule: "aws:vpclattice/listenerRule:ListenerRule",
  /** What serves requests. */
  targetGroup: "aws:vpclattice/targetGroup:TargetGroup",
  /** A VPC whose workloads may send requests to a network. */
  vpcAssociation: "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
  /** A service that a network offers. */
  serviceAssociation:
    "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
  /** Where access logs go. */
  accessLog: "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
  /** A resource that a network offers by TCP, without auth policy. */
  resourceConfiguration: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
  /** Which accounts may use a service or a network. */
  resourcePolicy: "aws:vpclattice/resourcePolicy:ResourcePolicy",
} as const;

"""The operations API: what agents and experts do, over strawberry."""

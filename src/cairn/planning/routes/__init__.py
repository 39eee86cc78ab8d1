"""HTTP of planning, one file a resource."""

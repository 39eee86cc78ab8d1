"""SQL of data requests and archives."""

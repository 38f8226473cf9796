"""Forms: of holders and strangers, of those who decide, and of those who make rules and designs."""

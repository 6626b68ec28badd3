"""What was measured: figures in versions, from draft to approval."""

"""What does the platform look like in use? Invented coalitions beside the public record, kept apart, made through operations."""

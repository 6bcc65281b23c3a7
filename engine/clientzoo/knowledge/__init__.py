"""What experts wrote, as checked, frozen values."""

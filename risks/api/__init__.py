"""What other programs call: translate, call once, translate back."""

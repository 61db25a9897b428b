"""Endpoints that other programs call."""
